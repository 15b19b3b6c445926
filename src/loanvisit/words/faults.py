"""What was expected and how to mend it, for every fault code.

Two templates a code: `fault.<code>` says the form expected, `mend.<code>` says the remedy.
"""

from loanvisit.words.text import Text


def _pair(code: str, expected: tuple[str, str], remedy: tuple[str, str]) -> dict[str, Text]:
    return {
        f"fault.{code}": Text(zh=expected[0], en=expected[1]),
        f"mend.{code}": Text(zh=remedy[0], en=remedy[1]),
    }


FAULTS: dict[str, Text] = {
    "fault": Text(
        zh="{path}：应为{expected}，收到 {received}。{remedy}",
        en="{path}: expected {expected}, received {received}; {remedy}",
    ),
    "fault.without": Text(
        zh="{path}：应为{expected}，实际未提供。{remedy}", en="{path}: expected {expected}, received nothing; {remedy}"
    ),
    "fault.ruling": Text(zh="{path}：{reason}。{remedy}", en="{path}: {reason}; {remedy}"),
    "fault.more": Text(zh="另有 {count} 处错误未列出", en="{count} more faults not listed"),
    **_pair(
        "conflict",
        ("{id} 应为{wanted}，档案中为{held}", "{id} was {wanted} when the step was made and is {held} in the file"),
        ("重新读取档案后再办理", "read the file again and repeat the step"),
    ),
    "conflict.version": Text(zh="第 {version} 版", en="version {version}"),
    "conflict.none": Text(zh="尚无", en="not there"),
    **_pair("type", ("{form}", "{form}"), ("请按所示类型提供该值", "give a value of exactly this type")),
    **_pair(
        "id.charset",
        ("可见字符组成、长度有限的编号（NFKC 形式）", "a short id of visible characters in NFKC form"),
        (
            "去掉首尾空格、零宽或控制字符，全角改半角",
            "remove outer spaces, zero-width and control characters; use half-width forms",
        ),
    ),
    **_pair(
        "id.duplicate", ("不重复的编号", "an id used once"), ("删去或改正重复的编号", "remove or mend the repeated id")
    ),
    **_pair(
        "id.unknown",
        ("档案中已有的编号", "an id that the file holds"),
        ("核对编号后重试", "check the id against the file"),
    ),
    **_pair(
        "amount.grammar",
        ("最多 18 位数字的十进制金额文本", "decimal text of at most 18 digits, no exponent, no grouping"),
        (
            "只用半角数字、一个小数点和可选的负号",
            "use ASCII digits, one point and an optional minus; write zero without a sign",
        ),
    ),
    **_pair(
        "amount.scale",
        ("不超过 {bound} 位小数", "at most {bound} decimal places"),
        ("先按币种舍入并说明舍入方法", "round to the currency first, and name the rounding"),
    ),
    **_pair(
        "amount.negative",
        ("不小于零的金额", "an amount of zero or more"),
        ("核对金额的符号", "check the sign of the amount"),
    ),
    **_pair(
        "currency",
        ("ISO 4217 三位大写币种代码", "a three-letter ISO 4217 currency code in capitals"),
        ("写明币种，例如 CNY", "name the currency, for example CNY"),
    ),
    **_pair(
        "currency.mixed", ("同一币种", "amounts of one currency"), ("先换算为同一币种", "convert to one currency first")
    ),
    **_pair(
        "date.form",
        ("形如 {form} 的日期", "a date written {form}"),
        ("按所示格式书写日期", "write the date in the declared style"),
    ),
    **_pair(
        "date.range",
        ("1900-01-01 至 2199-12-31 之间的日期", "a date from 1900-01-01 to 2199-12-31"),
        ("没有到期日请留空，不要写遥远的日期", "leave an open end empty instead of writing a far date"),
    ),
    **_pair(
        "date.order",
        ("不早于 {earlier} 的日期", "a day not before {earlier}"),
        ("核对两个日期的先后", "check the order of the two days"),
    ),
    **_pair(
        "date.late",
        ("不晚于 {later} 的日期", "a day not after {later}"),
        ("核对两个日期的先后", "check the order of the two days"),
    ),
    **_pair(
        "date.instant",
        ("时刻 at 当天的日期", "the date of the instant `at` in some time zone"),
        ("按银行所在时区写明 at 当天的日期", "give the date of `at` in the bank's calendar"),
    ),
    **_pair(
        "instant.naive",
        ("带时区的时刻", "an instant with its offset"),
        ("补上时区，例如 +08：00", "add the offset, for example +08:00"),
    ),
    **_pair(
        "number.range",
        ("{low} 至 {high} 的整数", "a whole number from {low} to {high}"),
        ("改为范围内的数", "use a number inside the bounds"),
    ),
    **_pair("empty", ("至少一项", "at least one entry"), ("补上缺少的内容", "give what is missing")),
    **_pair(
        "text.control",
        ("不含控制字符的文本", "text without control characters"),
        ("删去控制字符", "remove the control characters"),
    ),
    **_pair("text.length", ("不超过 {bound} 个字符", "at most {bound} characters"), ("缩短文本", "shorten the text")),
    **_pair("code", ("下列之一：{known}", "one of {known}"), ("改为列出的代码", "use one of the codes listed")),
    **_pair(
        "scale.mixed",
        ("同一风险标尺的级别", "grades of one risk scale"),
        ("不同标尺的级别不能比较", "grades of two scales do not compare"),
    ),
    **_pair(
        "borrower.mixed",
        ("同一借款人的内容", "values of one borrower"),
        ("按借款人分开建档", "keep one file for each borrower"),
    ),
    **_pair(
        "borrower.missing",
        ("借款人编号", "a borrower id"),
        ("没有贷款的回访须写明借款人", "a past visit without loans names its borrower"),
    ),
    **_pair(
        "loan.duplicate",
        ("每笔贷款一行", "one row for each loan"),
        ("核对两行，只留一行", "compare the two rows and keep one"),
    ),
    **_pair(
        "calendar.range",
        ("{start} 及以后的日期", "a day on or after {start}"),
        ("补充该日历更早年份的数据", "extend the calendar with earlier years"),
    ),
    **_pair(
        "horizon",
        ("不早于基准日的止期", "an `until` on or after `as_of`"),
        ("改正计划止期", "mend the end of the plan"),
    ),
    **_pair(
        "fact.undeclared",
        ("已声明的事实", "a declared fact"),
        ("在 [facts] 中声明，或改正名称{near}", "declare it under [facts], or mend the name{near}"),
    ),
    **_pair("fact.type", ("{form}", "{form}"), ("按声明的类型提供该事实", "give the fact in its declared type")),
    **_pair(
        "key.unknown",
        ("已知的键", "a known key"),
        ("删去该键或改正拼写{near}", "remove the key or mend its spelling{near}"),
    ),
    **_pair("key.missing", ("必填项 {key}", "the key {key}"), ("补上该键", "add the key")),
    **_pair("clause.window", ("写明窗口何时开启", "a window that says when it opens"), ("补上 opens", "state opens")),
    **_pair(
        "clause.interval",
        ("1 至 {high} 的间隔", "an interval from 1 to {high}"),
        ("改为范围内的间隔", "use an interval inside the bounds"),
    ),
    **_pair(
        "clause.nesting",
        ("能整除的间隔", "intervals that nest"),
        (
            "较差级别的间隔须整除较好级别的间隔，或改为自上次检查起算",
            "let the worse interval divide the better, or count from the last visit",
        ),
    ),
    **_pair(
        "clause.uncovered",
        ("每个风险级别恰有一条", "one clause for every grade"),
        ("补上未覆盖的级别：{grades}", "cover the missing grades: {grades}"),
    ),
    **_pair(
        "clause.overlap",
        ("每个风险级别恰有一条", "one clause for every grade"),
        ("删去重复覆盖的级别：{grades}", "remove the grades covered twice: {grades}"),
    ),
    **_pair(
        "clause.kind",
        ("after、every、before、on_signal 四者之一", "exactly one of after, every, before and on_signal"),
        (
            "每条条款只写一种要求，另一种写成另一条条款",
            "state one kind of requirement in a clause, another in a clause of its own",
        ),
    ),
    **_pair(
        "clause.order",
        ("先开启后关闭的窗口", "a window that opens before it closes"),
        ("opens 不得短于 closes", "let opens be no shorter than closes"),
    ),
    **_pair("preset.unknown", ("下列之一：{known}", "one of {known}"), ("改正名称{near}", "mend the name{near}")),
    **_pair(
        "clause.unknown",
        ("政策中已有的条款", "a clause of this policy"),
        ("改正条款编号{near}", "mend the clause id{near}"),
    ),
    **_pair(
        "policy.toml",
        ("合乎语法的 TOML", "well-formed TOML"),
        ("第 {place} 行附近有语法错误", "mend the syntax near line {place}"),
    ),
    **_pair("policy.empty", ("至少一条条款", "at least one clause"), ("补上条款", "add a clause")),
    **_pair(
        "encoding",
        ("{form} 编码的文本", "text encoded as {form}"),
        ("声明实际编码；第 {offset} 个字节无法解码", "declare the true encoding; byte {offset} does not decode"),
    ),
    **_pair(
        "header.duplicate",
        ("不重复的表头", "headers that differ"),
        ("改名：与第 {other} 列相同", "rename it: it equals column {other}"),
    ),
    **_pair(
        "header.missing",
        ("映射中声明的列", "the column the mapping declares"),
        ("补上该列或改正映射{near}", "add the column or mend the mapping{near}"),
    ),
    **_pair(
        "row.width",
        ("{bound} 列", "{bound} columns"),
        ("补齐或删去多余的单元格", "add the missing cells or remove the extra ones"),
    ),
    **_pair(
        "row.quote",
        ("成对的引号", "a closing quote"),
        ("第 {opened} 行开始的引号没有闭合", "close the quote opened on line {opened}"),
    ),
    **_pair(
        "row.stray",
        ("闭合引号后紧跟分隔符", "a delimiter after a closing quote"),
        ("第 {opened} 行开始的引号之内的引号须写两遍", "double the quotes inside the cell opened on line {opened}"),
    ),
    **_pair(
        "line.length",
        ("每行不超过 {bound} 个字符", "lines of at most {bound} characters"),
        ("核对换行符和文件内容", "check the line ends and the content of the file"),
    ),
    **_pair("cell.missing", ("非空的单元格", "a cell with content"), ("补上该单元格", "fill the cell")),
    **_pair(
        "number.grammar",
        ("最多 18 位的整数文本", "a whole number of at most 18 digits"),
        ("只用半角数字和可选的负号，不带前导零", "use ASCII digits and an optional minus, no leading zeros"),
    ),
    **_pair(
        "decimal.grammar",
        ("有限且最多 40 位的小数", "a finite decimal of at most 40 digits"),
        ("改为有限的数，并舍入到所需位数", "give a finite number, rounded to the places needed"),
    ),
    **_pair(
        "source.open",
        ("可读取的文件", "a file that can be read"),
        ("核对路径、权限和文件是否完好（{why}）", "check the path, the permissions and that the file is sound ({why})"),
    ),
    **_pair(
        "source.truncated",
        ("完整的压缩文件", "a compressed file with its end"),
        ("重新取得完整的文件", "obtain the whole file again"),
    ),
    **_pair("toml", ("合乎语法的 TOML", "well-formed TOML"), ("改正语法错误（{why}）", "mend the syntax ({why})")),
    **_pair(
        "date.ambiguous",
        ("互不混淆的日期格式", "date styles that cannot be taken for one another"),
        ("只留一种：{one} 或 {other}", "keep one of {one} and {other}"),
    ),
    **_pair("day.twice", ("每一天只写一次", "each day once"), ("删去重复的日期", "remove the repeated day")),
    **_pair(
        "day.year",
        ("{year} 年（或上年 12 月）的日期", "a day of {year}, or of the December before"),
        ("把该日写到所属年份下", "write the day under the year it belongs to"),
    ),
    **_pair(
        "calendar.weekend",
        ("0（周一）至 6（周日）的数，至多六个", "weekdays from 0 (Monday) to 6, at most six of them"),
        ("至少留一个工作日", "leave a day of the week to work on"),
    ),
    "hint.loan.duplicate": Text(
        zh="核对第 {line} 行与第 {other} 行，只留一行", en="compare lines {line} and {other} and keep one"
    ),
    "note.loan.repeated": Text(
        zh="第 {line} 行与第 {other} 行相同，只取一次", en="line {line} repeats line {other}; it is taken once"
    ),
    "note.id.alike": Text(
        zh="第 {line} 行与第 {other} 行的编号（列“{column}”）形似而不同",
        en="the ids on lines {line} and {other} (column {column}) look alike but differ",
    ),
    **_pair(
        "field.length", ("不超过 {bound} 个字符", "at most {bound} characters"), ("缩短该单元格", "shorten the cell")
    ),
    **_pair(
        "control_char",
        ("不含控制字符的单元格", "a cell without control characters"),
        ("删去控制字符", "remove the control characters"),
    ),
    **_pair(
        "source.changed",
        ("读取期间不变的文件", "a file that stays the same while it is read"),
        ("待文件写完后重读", "read it again once it is no longer written to"),
    ),
    **_pair("source.rows", ("{bound} 行", "{bound} rows"), ("取得完整的文件", "obtain the whole file")),
    **_pair("mapping", ("{form}", "{form}"), ("改正映射文件", "mend the mapping")),
}
