"""One-line statements about duties, visits and findings, and the sentence that reads a clause aloud."""

from loanvisit.words.text import Text

SENTENCES: dict[str, Text] = {
    "obligation": Text(zh="{subject}:{title},最迟 {last}", en="{subject}: {title}, last day {last}"),
    "visit.because": Text(zh="{subject}应作{title},最迟 {last}", en="{title} of {subject}, last day {last}"),
    "finding": Text(zh="{code} {title}({weight})", en="{code} {title} ({weight})"),
    "exemption": Text(zh="{subject}:条款 {clause} 免检,因{fact}为{value}", en="{subject}: exempt from clause {clause}, because the {fact} is {value}"),
    "undetermined": Text(zh="{subject}:条款 {clause} 无法判定,缺少{missing}", en="{subject}: clause {clause} cannot be decided, for lack of {missing}"),
}
