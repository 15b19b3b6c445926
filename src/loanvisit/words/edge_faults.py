"""What was expected and how to mend it, for the faults of documents, of stores, of files and of rows that contradict others."""

from loanvisit.words.pairing import pair
from loanvisit.words.text import Text

EDGE_FAULTS: dict[str, Text] = {
    **pair(
        "roll.hours",
        (
            'roll = "later"：按小时计的期限落在当日或下一工作日',
            'roll = "later": hours end on the same or the next working day',
        ),
        ('改用 roll = "later"', 'write roll = "later"'),
    ),
    **pair(
        "roll.civil",
        ("自次日起顺算的期限（after）", "a time counted forward from the day after (`after`)"),
        ("到期前倒算或按周期的事项改用其他 roll", "choose another roll for what is counted back or in periods"),
    ),
    **pair(
        "fact.event",
        ("有值的要素（事件只用于起算，不作条件）", "a fact with a value: an event is counted from, not compared"),
        ("在 require 中以 after 引用该事件", "name the event in `require`, as `after`"),
    ),
    **pair(
        "encoding",
        ("{form} 编码的文件 {name}", "a file encoded as {form}, {name}"),
        ("声明实际编码；第 {offset} 个字节无法解码", "declare the true encoding; byte {offset} does not decode"),
    ),
    **pair(
        "encoding.looks",
        ("{form} 编码的文件 {name}", "a file encoded as {form}, {name}"),
        (
            '该文件看来是 {looks} 编码：声明 encoding = "{looks}"，或另存为 {form}',
            'its bytes look like {looks}: declare encoding = "{looks}", or save it as {form}',
        ),
    ),
    **pair(
        "encoding.other",
        ("{form} 编码的文件 {name}", "a file encoded as {form}, {name}"),
        ("该文件看来是 {looks} 编码：另存为 {form}", "its bytes look like {looks}: save it as {form}"),
    ),
    **pair(
        "line.blank",
        ("至多连续 {bound} 个空行", "at most {bound} blank lines in a row"),
        ("删去空行，或重新导出该文件", "remove the blank lines, or export the file again"),
    ),
    **pair(
        "json",
        ("合乎语法的 JSON", "well-formed JSON"),
        ("改正第 {at} 行第 {place} 列附近的语法", "mend the syntax near line {at}, column {place}"),
    ),
    **pair(
        "json.duplicate_key",
        ("每个键只出现一次", "each key once"),
        ("删去重复的键", "remove the repeated key"),
    ),
    **pair(
        "number.nonfinite",
        ("有限的数", "a finite number"),
        ("不接受 NaN 与无穷大，缺值写 null", "NaN and infinity are not taken; write null for what is missing"),
    ),
    **pair(
        "number.digits",
        ("最多 {bound} 位的整数", "a whole number of at most {bound} digits"),
        ("编号请写成文本", "write an id as text"),
    ),
    **pair(
        "amount.type",
        ("以文本书写的数", "a decimal written as text"),
        ('加上引号，例如 "3000000.00"', 'put it in quotes, for example "3000000.00"'),
    ),
    **pair(
        "depth",
        ("最多 {bound} 层的嵌套", "objects and lists nested at most {bound} deep"),
        ("核对内容是否由本库写出", "check that the library wrote it"),
    ),
    **pair(
        "text.size",
        ("不超过 {bound} 字节的文本", "text of at most {bound} bytes"),
        ("分批读取，或放宽上限", "read it in parts, or allow more"),
    ),
    **pair("duplicate", ("不重复的元素", "entries that differ"), ("删去重复的元素", "remove the repeated entry")),
    **pair("key.type", ("文本的键", "keys that are text"), ("把键写成文本", "write the key as text")),
    **pair(
        "key.forbidden",
        ("由本库填写的键留空", "no key that the library fills in"),
        ("删去该键，由流程决定其值", "remove the key; the steps decide its value"),
    ),
    **pair(
        "id.derived",
        ("由内容得出的编号", "the id that follows from the content"),
        ("不要改动编号，或按内容重新生成", "leave the id as it was written, or make it anew from the content"),
    ),
    **pair(
        "document.kind",
        ("可以单独读回的类型", "a type that is read on its own"),
        (
            "{kind} 由其来源重新得出",
            "{kind} is made again from what it came from: see restore_plan and restore_briefing",
        ),
    ),
    **pair(
        "document.type",
        ("本库的类型名", "the name of a type of the library"),
        ("改正类型名{near}", "mend the name of the type{near}"),
    ),
    **pair(
        "document.version",
        ("第 1 至第 {bound} 版的文档", "a document of version 1 to {bound}"),
        ("升级本库后再读", "update the library, then read it"),
    ),
    **pair(
        "document.differs",
        ("与文档一致的{what}", "the {what} that the document was made from"),
        ("提供当时所用的{what}", "hand in the {what} of that time"),
    ),
    **pair(
        "visit.unknown",
        ("档案中已有的检查", "a visit that the file holds, planned ones included"),
        (
            "核对编号；计划中的检查先放入档案：plan.file(借款人)，或 plan_file(…).put_into(档案)",
            "check the id; a planned visit is put into the file first: plan.file(borrower), or plan_file(...).put_into(file)",
        ),
    ),
    **pair(
        "id.absent",
        ("已存入的编号", "an id that the store holds"),
        ("核对编号，或先存入该档案", "check the id, or take the file in first"),
    ),
    **pair(
        "key.taken",
        ("未用过的幂等键", "a key not used for another change"),
        ("换一个键；同一键只用于同一变更", "give this change a key of its own"),
    ),
    **pair(
        "trail.broken",
        ("与上一条相接且未改动的记录", "an entry that is as it was sealed, after the one before"),
        ("以封存的副本核对该借款人的全部轨迹", "compare the borrower's whole trail with a copy kept elsewhere"),
    ),
    **pair(
        "trail.head",
        ("以回执所载封印结尾的轨迹", "a trail that ends with the seal of the receipt"),
        ("查明末尾缺失的记录", "find the entries missing at its end"),
    ),
    **pair(
        "evidence.changed",
        ("与摘要相符的证据", "evidence that matches its digest"),
        ("从备份取回原件", "fetch the original from a copy kept elsewhere"),
    ),
    **pair("clock.back", ("不倒退的时钟", "a clock that does not go back"), ("校准时钟", "set the clock right")),
    **pair(
        "storage.failed",
        ("可用的存储", "a store that works"),
        ("以同一幂等键再提交一次", "commit the same change again under the same key"),
    ),
    **pair(
        "extra.missing",
        ("可选组件 {extra}", "the optional part {extra}"),
        ("执行 pip install 'loanvisit[{extra}]'", "run pip install 'loanvisit[{extra}]'"),
    ),
    **pair(
        "visit.duplicate",
        (
            "同一检查编号的各行一致，且每笔贷款各有全部检查目的",
            "rows of one visit that agree on its day, borrower, method and visitors, each loan with each purpose",
        ),
        ("核对同一编号的各行", "compare the rows of this id"),
    ),
    **pair(
        "borrower.differs",
        ("每个借款人一种类型、一名管户人", "one kind and one manager for each borrower"),
        ("使该借款人各行一致", "write the same in every row of the borrower"),
    ),
    "hint.borrower": Text(
        zh="第 {one} 行与第 {other} 行不同：使该借款人各行一致",
        en="lines {one} and {other} differ: write the same in every row of the borrower",
    ),
    "hint.visit.parts": Text(
        zh="第 {line} 行与第 {other} 行贷款或目的不同：各用各的编号，或逐笔贷款写明每个目的",
        en="lines {line} and {other} tell of other loans or purposes: give each visit an id of its own, "
        "or write each loan with each purpose",
    ),
    "note.visit.repeated": Text(
        zh="第 {line} 行与第 {other} 行检查编号相同，并为一次检查",
        en="lines {line} and {other} tell of one visit; it is taken once",
    ),
    "hint.duplicate": Text(
        zh="核对第 {line} 行与第 {other} 行，只留一行", en="compare lines {line} and {other} and keep one"
    ),
    "note.loan.repeated": Text(
        zh="第 {line} 行与第 {other} 行相同，只取一次", en="line {line} repeats line {other}; it is taken once"
    ),
    "note.id.alike": Text(
        zh="第 {line} 行与第 {other} 行的编号（列“{column}”）形似而不同",
        en="the ids on lines {line} and {other} (column {column}) look alike but differ",
    ),
    **pair(
        "date.quoted",
        ("不加引号的日期", "a day without quotes"),
        ("去掉引号，写作 2024-07-01 的形式", "take the quotes away and write it like 2024-07-01"),
    ),
    **pair(
        "share.range",
        ("大于 0、不超过 1 的比例", "a share of more than 0 and at most 1"),
        ("改为比例，如 0.75", "write it as a share, such as 0.75"),
    ),
    "form.day": Text(zh="形如 2024-07-01 的日期", en="a day written like 2024-07-01"),
    "form.listed": Text(zh="映射所列的 {count} 个词", en="the {count} words that the mapping lists"),
    "form.opener": Text(zh="以路径打开文件、按字节读取的函数", en="a function that opens a path for reading bytes"),
    "document.book": Text(zh="贷款台账", en="book"),
    "document.policy": Text(zh="检查制度", en="policy"),
    "document.calendar": Text(zh="工作日历", en="calendar"),
    "document.content": Text(zh="来源", en="ground"),
}
