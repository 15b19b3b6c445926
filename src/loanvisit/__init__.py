"""loanvisit: what happens after a loan is paid out."""
