"""Public letters (领导信箱, 咨询, 投诉, 留言) on a page; `page_letters.read_letters` is the way in."""
