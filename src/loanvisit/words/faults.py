"""What was expected and how to mend it, for every fault code.

Two templates a code: `fault.<code>` says the form expected, `mend.<code>` says the remedy.
"""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

FAULTS: dict[str, Text] = {
    "fault": Text(
        zh="{path}{place}：应为{expected}，收到 {received}。{remedy}",
        en="{path}{place}: expected {expected}, received {received}; {remedy}",
    ),
    "fault.without": Text(
        zh="{path}{place}：应为{expected}，实际未提供。{remedy}",
        en="{path}{place}: expected {expected}, received nothing; {remedy}",
    ),
    "fault.told": Text(zh="{path}{place}：应为{expected}。{remedy}", en="{path}{place}: expected {expected}; {remedy}"),
    "fault.line": Text(zh="（第 {line} 行）", en=" (line {line})"),
    "fault.cell": Text(zh="（第 {line} 行“{column}”列）", en=" (line {line}, column {column})"),
    "fault.ruling": Text(zh="{path}：{reason}。{remedy}", en="{path}: {reason}; {remedy}"),
    "fault.more": Text(zh="另有 {count} 处错误未列出", en="{count} more faults not listed"),
    **pair(
        "conflict",
        ("{id} 应为{wanted}，档案中为{held}", "{id} was {wanted} when the step was made and is {held} in the file"),
        ("重新读取档案后再办理", "read the file again and repeat the step"),
    ),
    **pair(
        "conflict.content",
        (
            "内容已在您看过或他人复核之后改动，不能照此签批",
            "the content was changed after it was looked at or accepted, and is not approved as it now stands",
        ),
        (
            "重新查看现有内容后再办理；已复核后被改动的，作废后重新走访",
            "look at what is held now and repeat the step; what was changed after it was accepted is voided and visited anew",
        ),
    ),
    "conflict.version": Text(zh="第 {version} 版", en="version {version}"),
    "conflict.none": Text(zh="尚无", en="not there"),
    **pair("type", ("{form}", "{form}"), ("按所示的类型或写法提供该值", "give a value of exactly this type or form")),
    **pair(
        "id.charset",
        ("可见字符组成、长度有限的编号（NFKC 形式）", "a short id of visible characters in NFKC form"),
        (
            "去掉首尾空格、零宽或控制字符，全角改半角",
            "remove outer spaces, zero-width and control characters; use half-width forms",
        ),
    ),
    **pair(
        "id.duplicate", ("不重复的编号", "an id used once"), ("删去或改正重复的编号", "remove or mend the repeated id")
    ),
    **pair(
        "id.unknown",
        ("档案中已有的编号", "an id that the file holds"),
        ("核对编号后重试", "check the id against the file"),
    ),
    **pair(
        "amount.grammar",
        ("最多 18 位数字的十进制金额文本", "decimal text of at most 18 digits, no exponent"),
        (
            "用半角数字和约定的小数点；映射约定了分组号的才可分组，每三位一组；不用指数，零不带负号",
            "use ASCII digits and one decimal sign; group by a sign that is declared, in threes; no exponent, no minus zero",
        ),
    ),
    **pair(
        "amount.scale",
        ("不超过 {bound} 位小数", "at most {bound} decimal places"),
        ("先按币种舍入并说明舍入方法", "round to the currency first, and name the rounding"),
    ),
    **pair(
        "amount.sum",
        ("最多 18 位数字的合计", "a sum of at most 18 digits"),
        ("核对各笔金额和币种，或分册统计", "check the amounts and their currency, or report on parts of the book"),
    ),
    **pair(
        "amount.negative",
        ("不小于零的金额", "an amount of zero or more"),
        ("核对金额的符号", "check the sign of the amount"),
    ),
    **pair(
        "currency",
        ("ISO 4217 三位大写币种代码", "a three-letter ISO 4217 currency code in capitals"),
        ("写明币种，例如 CNY", "name the currency, for example CNY"),
    ),
    **pair(
        "currency.mixed", ("同一币种", "amounts of one currency"), ("先换算为同一币种", "convert to one currency first")
    ),
    **pair(
        "date.form",
        ("形如 {form} 的日期", "a date written {form}"),
        ("按所示格式书写日期", "write the date in the declared style"),
    ),
    **pair(
        "date.range",
        ("1900-01-01 至 2199-12-31 之间的日期", "a date from 1900-01-01 to 2199-12-31"),
        (
            "核对年份；没有到期日请留空，不要写遥远的日期",
            "check the year; leave an open end empty instead of writing a far date",
        ),
    ),
    **pair(
        "date.none",
        ("日历上有的日期", "a day that exists"),
        ("没有这一天：核对年、月、日", "there is no such day: check the year, the month and the day"),
    ),
    **pair(
        "date.order",
        ("不早于 {earlier} 的日期", "a day not before {earlier}"),
        ("核对两个日期的先后", "check the order of the two days"),
    ),
    **pair(
        "date.late",
        ("不晚于 {later} 的日期", "a day not after {later}"),
        ("核对两个日期的先后", "check the order of the two days"),
    ),
    **pair(
        "date.instant",
        ("时刻 at 当天的日期", "the date of the instant `at` in some time zone"),
        ("按银行所在时区写明 at 当天的日期", "give the date of `at` in the bank's calendar"),
    ),
    **pair(
        "instant.naive",
        ("带时区的时刻", "an instant with its offset"),
        ("补上时区，例如 +08:00", "add the offset, for example +08:00"),
    ),
    **pair(
        "number.range",
        ("{low} 至 {high} 的整数", "a whole number from {low} to {high}"),
        ("改为范围内的数", "use a number inside the bounds"),
    ),
    **pair("empty", ("至少一项", "at least one entry"), ("补上缺少的内容", "give what is missing")),
    **pair(
        "text.control",
        ("不含控制字符的文本", "text without control characters"),
        ("删去控制字符", "remove the control characters"),
    ),
    **pair("text.length", ("不超过 {bound} 个字符", "at most {bound} characters"), ("缩短文本", "shorten the text")),
    **pair("code", ("下列之一：{known}", "one of {known}"), ("改为列出的代码", "use one of the codes listed")),
    **pair(
        "scale.mixed",
        ("同一风险标尺的级别", "grades of one risk scale"),
        ("改用同一标尺的级别，不同标尺不能比较", "use grades of one scale; those of two do not compare"),
    ),
    **pair(
        "borrower.mixed",
        ("同一借款人的内容", "values of one borrower"),
        ("按借款人分开建档", "keep one file for each borrower"),
    ),
    **pair(
        "borrower.missing",
        ("借款人编号", "a borrower id"),
        ("没有贷款的回访须写明借款人", "a past visit without loans names its borrower"),
    ),
    **pair(
        "loan.duplicate",
        ("每笔贷款一行", "one row for each loan"),
        ("核对两行，只留一行", "compare the two rows and keep one"),
    ),
    **pair(
        "calendar.range",
        ("{start} 及以后的日期", "a day on or after {start}"),
        ("补充该日历更早年份的数据", "extend the calendar with earlier years"),
    ),
    **pair(
        "horizon",
        ("不早于基准日的止期", "an `until` on or after `as_of`"),
        ("改正计划止期", "mend the end of the plan"),
    ),
    **pair(
        "fact.undeclared",
        ("已声明的要素", "a declared fact"),
        ("在 [facts] 中声明，或改正名称{near}", "declare it under [facts], or mend the name{near}"),
    ),
    **pair("fact.type", ("{form}", "{form}"), ("按声明的类型提供该要素", "give the fact in its declared type")),
    **pair(
        "key.unknown",
        ("已有的字段名", "a known key"),
        ("删去该字段或改正拼写{near}", "remove the key or mend its spelling{near}"),
    ),
    **pair(
        "argument",
        ("该函数能够处理的值", "values that the function can work with"),
        ("按该函数的说明传入", "hand in what its description asks for"),
    ),
    **pair("key.missing", ("必填项 {key}", "the key {key}"), ("补上该项", "add the key")),
    **pair("clause.window", ("写明窗口何时开启", "a window that says when it opens"), ("补上 opens", "state opens")),
    **pair(
        "clause.interval",
        ("1 至 {high} 的间隔", "an interval from 1 to {high}"),
        ("改为范围内的间隔", "use an interval inside the bounds"),
    ),
    **pair(
        "clause.uncovered",
        ("每种情形恰有一条", "one clause for every case"),
        (
            "补上无条款的情形，相邻情形一并列出：{cases}",
            "cover the cases of no clause, shown with those beside them: {cases}",
        ),
    ),
    **pair(
        "clause.overlap",
        ("每种情形恰有一条", "one clause for every case"),
        ("删去重复覆盖的情形：{cases}", "let one clause alone take each case: {cases}"),
    ),
    **pair(
        "clause.unreachable",
        ("能够同时成立的条件", "conditions that can hold together"),
        (
            "没有贷款能满足该条款及 [applies] 的全部条件；改正条件或删去该条款",
            "no loan can meet all the conditions of the clause and of [applies]; mend them or remove the clause",
        ),
    ),
    **pair(
        "series.vast",
        ("至多 {high} 种情形", "at most {high} cases"),
        ("把该系列拆成几个系列", "split the series into several"),
    ),
    **pair(
        "clause.kind",
        ("after、every、before、on_signal 四者之一", "exactly one of after, every, before and on_signal"),
        (
            "每条条款只写一种要求，另一种写成另一条条款",
            "state one kind of requirement in a clause, another in a clause of its own",
        ),
    ),
    **pair(
        "clause.order",
        ("任何月份都先开启后关闭的窗口", "a window that opens before it closes in every month"),
        (
            "加长 opens，使其在任何月份都不短于 closes，或两者都以天、都以月写明",
            "let opens be no shorter than closes in any month, or state both in days or both in months",
        ),
    ),
    **pair("preset.unknown", ("下列之一：{known}", "one of {known}"), ("改正名称{near}", "mend the name{near}")),
    **pair(
        "clause.unknown",
        ("制度中已有的条款", "a clause of this policy"),
        ("改正条款编号{near}", "mend the clause id{near}"),
    ),
    **pair(
        "policy.toml",
        ("合乎语法的 TOML", "well-formed TOML"),
        ("改正该行第 {place} 列附近的语法错误", "mend the syntax near column {place} of that line"),
    ),
    **pair("policy.empty", ("至少一条条款", "at least one clause"), ("补上条款", "add a clause")),
    **pair(
        "header.duplicate",
        ("不重复的表头", "headers that differ"),
        ("改名：与第 {other} 列相同", "rename it: it equals column {other}"),
    ),
    **pair(
        "header.missing",
        ("映射所要的列", "the column that the mapping wants"),
        ("补上该列或改正映射{near}", "add the column or mend the mapping{near}"),
    ),
    **pair(
        "row.width",
        ("{bound} 列", "{bound} columns"),
        ("补齐或删去多余的单元格", "add the missing cells or remove the extra ones"),
    ),
    **pair(
        "row.quote",
        ("成对的引号", "a closing quote"),
        ("第 {opened} 行开始的引号没有闭合", "close the quote opened on line {opened}"),
    ),
    **pair(
        "row.stray",
        ("闭合引号后紧跟分隔符", "a delimiter after a closing quote"),
        ("第 {opened} 行开始的引号之内的引号须写两遍", "double the quotes inside the cell opened on line {opened}"),
    ),
    **pair(
        "line.length",
        ("每行不超过 {bound} 个字符", "lines of at most {bound} characters"),
        ("核对换行符和文件内容", "check the line ends and the content of the file"),
    ),
    **pair("cell.missing", ("非空的单元格", "a cell with content"), ("补上该单元格", "fill the cell")),
    **pair(
        "number.grammar",
        ("最多 18 位的整数文本", "a whole number of at most 18 digits"),
        ("只用半角数字和可选的负号，不带前导零", "use ASCII digits and an optional minus, no leading zeros"),
    ),
    **pair(
        "decimal.grammar",
        ("有限且最多 40 位的小数", "a finite decimal of at most 40 digits"),
        ("改为有限的数，并舍入到所需位数", "give a finite number, rounded to the places needed"),
    ),
    **pair(
        "source.open",
        ("可读取的文件 {name}", "a file that can be read, {name}"),
        ("{why}", "{why}"),
    ),
    "hint.open.missing": Text(zh="没有这个文件：核对路径", en="there is no such file: check the path"),
    "hint.open.folder": Text(zh="这是文件夹：写明其中的文件", en="this is a folder: name a file in it"),
    "hint.open.permission": Text(
        zh="没有读取权限：请管理员授权", en="reading it is not permitted: ask for the right to"
    ),
    "hint.open.damaged": Text(
        zh="压缩内容已损坏：重新取得该文件", en="its compressed content is damaged: obtain the file again"
    ),
    "hint.open.other": Text(
        zh="无法读取（{why}）：核对路径和文件是否完好",
        en="it does not read ({why}): check the path, and that it is sound",
    ),
    **pair(
        "source.expands",
        (
            "解压后不超过压缩大小 {bound} 倍的文件 {name}",
            "a file that unpacks to at most {bound} times its size, {name}",
        ),
        ("先自行解压并核对内容，再读解压后的文件", "unpack it yourself, look at what it holds, and read that"),
    ),
    **pair(
        "source.truncated",
        ("完整的压缩文件 {name}", "a compressed file with its end, {name}"),
        ("重新取得完整的文件", "obtain the whole file again"),
    ),
    **pair(
        "toml",
        ("合乎语法的 TOML", "well-formed TOML"),
        ("改正该行第 {place} 列附近的语法错误", "mend the syntax near column {place} of that line"),
    ),
    **pair(
        "toml.depth",
        ("至多 {bound} 层嵌套", "at most {bound} levels of nesting"),
        ("减少该行表格、列表或键名的层数", "nest fewer tables, lists or dotted keys on that line"),
    ),
    **pair(
        "date.ambiguous",
        ("互不混淆的日期格式", "date styles that cannot be taken for one another"),
        ("只留一种：{one} 或 {other}", "keep one of {one} and {other}"),
    ),
    **pair("day.twice", ("每一天只写一次", "each day once"), ("删去重复的日期", "remove the repeated day")),
    **pair(
        "day.year",
        ("{year} 年（或上年 12 月）的日期", "a day of {year}, or of the December before"),
        ("把该日写到所属年份下", "write the day under the year it belongs to"),
    ),
    **pair(
        "calendar.weekend",
        ("0（周一）至 6（周日）的数，至多六个", "weekdays from 0 (Monday) to 6, at most six of them"),
        ("至少留一个工作日", "leave a day of the week to work on"),
    ),
    **pair(
        "field.length", ("不超过 {bound} 个字符", "at most {bound} characters"), ("缩短该单元格", "shorten the cell")
    ),
    **pair(
        "control_char",
        (
            "不含控制、零宽和变向字符的单元格",
            "a cell without control, zero-width or direction characters",
        ),
        ("删去看不见的字符，或重新键入该单元格", "remove the characters nobody sees, or type the cell anew"),
    ),
    **pair(
        "source.changed",
        ("读取期间不变的文件 {name}", "a file that stays the same while it is read, {name}"),
        ("待文件写完后重读", "read it again once it is no longer written to"),
    ),
    **pair(
        "source.rows",
        ("{bound} 行的文件 {name}", "a file of {bound} rows, {name}"),
        (
            "实有 {count} 行：核对应有的行数，或重新取得文件",
            "it has {count}: check the number, or obtain the file again",
        ),
    ),
    **pair("mapping", ("{form}", "{form}"), ("改正映射中的这一项", "mend this entry of the mapping")),
    **pair(
        "word.twice",
        ("互不相同的词", "words that differ"),
        (
            "整理空格和全半角后与另一个词相同，删去其一",
            "remove it: with spaces and width folded it is another word of the table",
        ),
    ),
    "form.table": Text(zh="一张表", en="a table"),
    "form.text": Text(zh="文本", en="text"),
    "form.texts": Text(zh="文本列表", en="a list of texts"),
    "form.iterable": Text(zh="由 {kind} 组成的可迭代对象", en="an iterable of {kind}"),
    "form.flag": Text(zh="true 或 false", en="true or false"),
    "form.sign": Text(zh="一个符号，不得为字母、数字、引号或减号", en="one sign, no letter, digit, quote or minus"),
    "form.other_sign": Text(zh="与小数点不同的符号", en="a sign other than the decimal sign"),
    "form.rule": Text(zh="列名，或一张表", en="the name of a column, or a table"),
    "form.source": Text(zh="列（column）或常量（constant），二者取一", en="a column or a constant, one of the two"),
    "form.flags": Text(zh="只含 true、false 的词表", en="words that mean true or false"),
    "form.style": Text(zh="一种日期格式{near}", en="a date style{near}"),
    "form.currency": Text(
        zh="一个币种：常量（currency）或列（columns.currency），二者取一",
        en="one currency: a constant, or a column",
    ),
}
