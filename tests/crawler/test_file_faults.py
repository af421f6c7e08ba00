"""What stands in the place of a file: honest files in unusual forms, and pages, words or nothing."""

from datetime import UTC, datetime

import pytest

from crawler.fetch import Response
from crawler.file_faults import code_fault, error_object, file_fault, turns_away
from model import LinkKind

FILE, IMAGE = LinkKind.ATTACHMENT, LinkKind.IMAGE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
PAGE = "<!DOCTYPE html><html><head><title>提示</title></head><body>您访问的页面不存在</body></html>".encode()
EXCEL = b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><td>1</td></tr></table></body></html>"
TABLE = "<html><head><meta charset=gbk></head><body><table border=1><tr><td>序号</td></tr></table></body></html>".encode("gbk")
WORD = b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><p class=MsoNormal>x</p></body></html>"
MAIL = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + b"x" * 900


def answer(body: bytes, kind: str = "application/octet-stream", status: int = 200, **headers: str) -> Response:
    return Response(
        requested="http://a.cn/x", url="http://a.cn/x", status=status, headers={"content-type": kind, **headers}, set_cookie=(),
        body=body, truncated=False, error="", detail="", hops=(), milliseconds=3, family="IPv4",
        observed_at=datetime.now(UTC), certificate_error="", final="http://a.cn/x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("a.xls", answer(EXCEL, "application/vnd.ms-excel")),
        ("a.xls", answer(EXCEL, "text/html")),
        ("a.xls", answer(TABLE, "application/vnd.ms-excel")),
        ("a.xls", answer(TABLE, "text/html", **{"content-disposition": "attachment; filename=a.xls"})),
        ("a.xls", answer("序号\t单位\n".encode("gbk"))),
        ("a.doc", answer(WORD, "application/msword")),
        ("a.doc", answer(MAIL)),
        ("a.doc", answer(b"{\\rtf1}")),
        ("a.docx", answer(OLE)),
        ("a.wps", answer(OLE)),
        ("a.doc", answer("关于申报的说明，内容完整。".encode("gb18030") * 5)),
        ("a.pdf", answer(b"\r\n<!-- made by x -->\r\n%PDF-1.4 ...", "application/pdf")),
        ("a.pdf", answer(b"\xef\xbb\xbf%PDF-1.4 ...", "text/html")),
        ("downfile.jsp?classid=0&filename=11.doc", answer(OLE, "application/x-download")),
        ("down.do?id=7", answer(PAGE, "text/html")),
        ("a.txt", answer("文件不存在".encode(), "text/plain")),
        ("a.pdf", answer(b"<html><body><embed src='/real/a.pdf' width='100%'></body></html>", "text/html")),
        ("a.pdf", answer(b"<html><body><object type='application/pdf' data='/f?id=1'></object></body></html>", "text/html")),
        ("a.txt", answer(b"null")),
        ("a.csv", answer(b"0")),
    ],
)
def test_honest_files_in_unusual_forms(name: str, response: Response) -> None:
    assert file_fault(response, FILE, f"http://a.cn/{name}") == ""


@pytest.mark.parametrize(
    ("name", "response", "fault"),
    [
        ("a.pdf", answer(PAGE, "text/html"), "not-a-file"),
        ("a.xls", answer(PAGE, "text/html"), "not-a-file"),
        ("a.doc", answer(b""), "empty"),
        ("a.xls", answer(b"null"), "not-a-file"),
        ("a.pdf", answer(b"<html><body><iframe src='/error.html'></iframe></body></html>", "text/html"), "not-a-file"),
        ("a.docx", answer('{"code":500,"msg":"文件不存在"}'.encode(), "application/json"), "not-a-file"),
        ("a.zip", answer("文件不存在".encode("gbk"), "text/plain"), "not-a-file"),
        ("down.jsp?id=7", answer('{"code":-1,"msg":"文件不存在"}'.encode(), "application/json"), "not-a-file"),
        ("down.jsp?id=7", answer(b'{"code":200,"data":[]}', "application/json"), ""),
        ("a.doc", answer("<script>alert('文件不存在');window.close();</script>".encode(), "text/html"), "not-a-file"),
    ],
)
def test_faults_of_attachments(name: str, response: Response, fault: str) -> None:
    assert file_fault(response, FILE, f"http://a.cn/{name}") == fault


@pytest.mark.parametrize(
    ("name", "response", "fault"),
    [
        ("a.jpg", answer(b"File not found.", "image/jpeg"), "not-a-file"),
        ("a.jpg", answer(PAGE, "text/html"), "not-a-file"),
        ("a.jpg", answer(b""), "empty"),
        ("a.jpg", answer(b"\xff\xd8\xff\xe1" + bytes(50), "text/html"), ""),
        ("a.gif", answer(b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "image/gif"), ""),
        ("a.jpg", answer(b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/jpeg"), ""),
        ("a.png", answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"), ""),
        ("count.jsp?id=1", answer(b"", "text/html"), ""),
    ],
)
def test_faults_of_pictures(name: str, response: Response, fault: str) -> None:
    assert file_fault(response, IMAGE, f"http://a.cn/{name}") == fault


def test_a_page_in_place_of_a_style_sheet_or_script() -> None:
    assert code_fault(answer(PAGE, "text/html; charset=utf-8")) == "not-a-file"
    assert code_fault(answer(b"<!-- \nvar a = 1;\n//-->", "text/html")) == ""
    assert code_fault(answer(b"", "text/css")) == ""
    assert code_fault(answer(PAGE, "text/css")) == ""  # the browser reads it as a sheet, whatever it is


@pytest.mark.parametrize(
    ("body", "away"),
    [
        (
            "<html><head><title>登录超时</title></head><body><script>top.location='/login'</script><p>登录超时，请重新登录</p></body></html>",
            True,
        ),
        ("<html><body>附件不存在或已被删除</body></html>", True),
        ("<script>alert('下载失败，文件已过期');history.back()</script>", True),
        ("<script>alert('即将开始下载');location='/f/1.pdf'</script>", False),
        ("<html><body>附件不存在或已被删除 <a href='/f/1.pdf'>备用下载</a></body></html>", False),
        ("<html><body><form action='/login'><input name=u>请先登录</form></body></html>", False),
        ("<html><body>正在下载，请稍候</body></html>", False),
        ("<html><body><p>通知全文如下。" + "各单位要认真落实各项措施，" * 10 + "未登录不能查看。</p></body></html>", False),
    ],
)
def test_programs_that_turn_away(body: str, away: bool) -> None:
    assert turns_away(answer(body.encode(), "text/html"), FILE) is away
    assert not turns_away(answer(body.encode(), "text/html"), IMAGE)


def test_a_code_of_what_is_not_there_needs_no_words() -> None:
    assert error_object(answer(b'{"code":404,"message":"No message available","data":null}', "application/json"))
    failed = '{"code":500,"msg":"系统内部异常，请联系管理员"}'.encode()
    assert error_object(answer(failed, "application/json"))
    assert error_object(answer(b'{"error":"file not found"}', "application/json"))
    assert not error_object(answer(b'{"error":"","file":"not found.doc"}', "application/json"))
    assert not error_object(answer('{"code":7,"msg":"请稍候"}'.encode(), "application/json"))
    assert not error_object(answer(b'{"code":200,"message":"ok","data":{"id":404}}', "application/json"))


def test_a_counter_that_answers_without_content_is_no_broken_picture() -> None:
    assert file_fault(answer(b"", status=204), LinkKind.IMAGE, "http://tj.a.cn/c.gif?s=1") == ""
    assert file_fault(answer(b"", status=204), LinkKind.ATTACHMENT, "http://www.a.cn/1.pdf") == "empty"
    assert file_fault(answer(b""), LinkKind.IMAGE, "http://www.a.cn/1.gif") == "empty"


def test_what_a_program_says_of_its_own_failure_in_the_place_of_a_file() -> None:
    said = "Microsoft OLE DB Provider for ODBC Drivers 错误 '80004005' 连接超时 /inc/conn.asp，行 8".encode()
    assert file_fault(answer(said), FILE, "http://a.cn/gg.rar") == "not-a-file"


def test_a_page_that_sends_on_in_the_place_of_a_script() -> None:
    sends = b"<script>window.location.href='/404.htm';</script>"
    assert code_fault(answer(sends, "text/html")) == "not-a-file"
    assert code_fault(answer(sends, "text/javascript")) == ""
