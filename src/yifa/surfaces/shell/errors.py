"""Pages for what went wrong: each says what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from yifa.surfaces.shell.pages import Render

SAID: Mapping[int, tuple[str, str, str]] = {
    400: (
        "网址或者提交的内容不可读",
        "您打开的网址不完整,或者提交的文件、文字不是本页所要的。",
        "请从首页重新进入,不要手工改动网址;上传文件的,请换用原件再试。",
    ),
    403: (
        "这一页不能查看",
        "您现在的岗位不能查看这一页。",
        "请换用有权查看的岗位,或者从工作台首页进入。认为应当能看的,请联系本机关的系统管理员。",
    ),
    404: (
        "没有找到这一页",
        "网址可能抄错了,或者这里从来没有公开过内容。已经撤下的公示不会出现在这里,它的网址仍然可以打开并写明撤下的依据。",
        "请核对网址,或者从首页查找、用搜索查找。",
    ),
    413: (
        "提交的内容太大",
        "您提交的文件或者文字超过了这一页能收的大小,没有收下任何内容。",
        "请压缩文件或者分几次提交;成批的台账请登录后在「台账导入」办理,或者请系统维护人员用命令行导入。",
    ),
    500: (
        "系统出了故障",
        "这一页没有办成,您没有做错什么。已经提交的内容要么完整保存,要么完全没有保存,不会只存一半。",
        "请稍后再试。急事请到政务服务窗口或者打电话办理。",
    ),
}
NOT_TAKEN = (
    "没有收下提交的内容",
    "您现在的岗位不能办理这一项,或者页面停留过久、提交的内容已经失效。没有保存任何内容。",
    "请返回上一页刷新后重新提交。仍然不行的,请换用有权办理的岗位,或者联系本机关的系统管理员。",
)
"""What is said where something was sent and may not be taken."""
READING = ("GET", "HEAD")


def error_page(request: HttpRequest, status: int, render: Render) -> HttpResponse:
    """The page of an error, in the frame of the surface that renders it."""
    is_sent = status == HTTPStatus.FORBIDDEN and request.method not in READING
    title, happened, cure = NOT_TAKEN if is_sent else SAID[status]
    return render(request, "shell/error.html", status=status, title=title, happened=happened, cure=cure, code=status)
