"""The operations of the interface. Each asks as the token's viewer, and what it does goes through `kernel.acting`."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Status
from ninja.errors import AuthenticationError, ValidationError
from pydantic import Field

from yifa import __version__
from yifa.kernel.acting import UnableToFindCase, act_in_case, case_for, open_in_post
from yifa.kernel.acts import Overtaken, Performed, UnableToPerform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.disclosure.rows import duties_of, refresh
from yifa.kernel.models import Case
from yifa.kernel.versions import UnableToFindProcedure
from yifa.surfaces.api import reading
from yifa.surfaces.api.calling import Bearer, Caller
from yifa.surfaces.api.entering import UnableToRead, facts_of, proposed
from yifa.surfaces.api.said import (
    ActDone,
    ActIn,
    ActOut,
    CaseIn,
    CaseOut,
    CasesOut,
    FigureOut,
    FindingOut,
    NextOut,
    ProcedureOut,
    RecordsOut,
    Refused,
    StepOut,
)
from yifa.surfaces.api.said_by_others import refuse_words_of_others
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.given import given_of_year, given_on, versions

CaseId = Annotated[int, Path(ge=1, le=2**62)]
Slug = Annotated[str, Path(max_length=60, pattern=r"^[a-z0-9_]+$")]
Year = Annotated[int, Field(ge=1900, le=2200)]
After = Annotated[int, Query(ge=0, le=2**62)]
SAYS = (
    "每个请求在请求头 Authorization 里带上令牌(Bearer)。令牌属于一个机关、一个角色,能看的和能办的与该岗位登录后相同;"
    "个人信息只给遮盖后的内容。办理被拒绝时返回 409 和一句写明依据的话,没有写入任何内容。"
)

api = NinjaAPI(
    title="依法接口", version=__version__, description=SAYS, auth=Bearer(), docs_url=None, urls_namespace="api"
)
READS = {401: Refused, 404: Refused, 422: Refused}
WRITES = {**READS, 400: Refused, 409: Refused}


@api.get("/procedures/", response={200: list[ProcedureOut], 401: Refused}, summary="已安装的法定程序")
def procedures(request: HttpRequest) -> Any:
    """All procedures, each in every version."""
    return reading.procedures()


@api.get("/procedures/{name}/", response={200: list[StepOut], **READS}, summary="一项程序的环节、期限和依据")
def procedure(request: HttpRequest, name: Slug) -> Any:
    """The steps of the latest text of a procedure."""
    texts = catalogue().texts_of(name=name)
    return reading.steps(texts[-1]) if texts else _absent(f"没有安装程序「{name}」。")


@api.get("/cases/", response={200: CasesOut, 401: Refused, 422: Refused}, summary="可以查看的案件")
def cases(
    request: HttpRequest,
    procedure: Annotated[str, Query(max_length=60)] = "",
    year: Annotated[Year | None, Query()] = None,
    after: After = 0,
) -> Any:
    """The cases that this token may see; ask with `after` for the next ones."""
    caller = _caller(request)
    return reading.cases(caller.acting.viewer, on=caller.on, procedure=plain(procedure), year=year, after=after)


@api.get("/cases/{case_id}/", response={200: CaseOut, **READS}, summary="一件案件")
def case(request: HttpRequest, case_id: CaseId) -> Any:
    """One case."""
    return reading.case_out(_case(request, case_id))


@api.get("/cases/{case_id}/acts/", response={200: list[ActOut], **READS}, summary="一件案件已经办理的行为")
def acts(request: HttpRequest, case_id: CaseId) -> Any:
    """What was done in a case."""
    caller = _caller(request)
    return reading.acts(caller.acting.viewer, _case(request, case_id), on=caller.on)


@api.get("/cases/{case_id}/next/", response={200: list[NextOut], **READS}, summary="一件案件接下来可以办什么")
def following(request: HttpRequest, case_id: CaseId) -> Any:
    """What may be done next, and why not where it may not."""
    return reading.following(_case(request, case_id), on=_caller(request).on)


@api.post("/cases/", response={201: ActDone, **WRITES}, summary="立件")
def open_one(request: HttpRequest, sent: CaseIn) -> Any:
    """Open a case for the organ of the token."""
    caller = _caller(request)
    text = versions().in_force(name=sent.procedure, on=sent.on)
    done = open_in_post(
        caller.acting,
        procedure=sent.procedure,
        on=sent.on,
        at=caller.at,
        given=given_on(sent.on),
        title=plain(sent.title),
        facts=facts_of(sent.facts, text),
        confidentiality=plain(sent.confidentiality),
        versions=versions(),
    )
    return Status(201, _done(done))


@api.post("/cases/{case_id}/acts/", response={201: ActDone, **WRITES}, summary="办理")
def act(request: HttpRequest, case_id: CaseId, sent: ActIn) -> Any:
    """Do one act in a case, or be told why the law forbids it."""
    caller, found = _caller(request), _case(request, case_id)
    text = versions().pinned(name=found.procedure, version=found.version)
    wanted = proposed(sent, text)
    refuse_words_of_others(caller, found, wanted)
    done = act_in_case(
        caller.acting,
        case_id=found.pk,
        act=wanted,
        at=caller.at,
        on=caller.on,
        given=given_on(caller.on),
        person=plain(sent.person),
        versions=versions(),
    )
    # What is taken back or corrected must not stay public until somebody opens the page of the case.
    if duties_of(found.procedure):
        refresh([found.pk], given_of=given_of_year, versions=versions())
    return Status(201, _done(done))


@api.get("/records/{table_id}/", response={200: RecordsOut, **READS}, summary="一张台账的记录")
def records(request: HttpRequest, table_id: Slug, after: After = 0) -> Any:
    """The records of a table that this token may see."""
    caller, table = _caller(request), catalogue().tables.get(table_id)
    if table is None:
        return _absent(f"没有台账「{table_id}」。")
    found = reading.records(caller.acting.viewer, table, on=caller.on, after=str(after))
    # Made of plain values already: to check each cell of a hundred rows again would cost more than to read them.
    return HttpResponse(json.dumps(found, ensure_ascii=False), content_type="application/json; charset=utf-8")


@api.get("/figures/{year}/", response={200: list[FigureOut], 401: Refused, 422: Refused}, summary="年度报告的数字")
def figures(request: HttpRequest, year: Annotated[int, Path(ge=1900, le=2200)]) -> Any:
    """The figures of the report of a year, as they were frozen when it was published; none before that."""
    return reading.figures(year, on=_caller(request).on)


@api.get("/findings/", response={200: list[FindingOut], 401: Refused, 422: Refused}, summary="程序疑点(待核实)")
def findings(request: HttpRequest, year: Annotated[Year | None, Query()] = None, after: After = 0) -> Any:
    """The doubts of procedure that this token may see."""
    caller = _caller(request)
    return reading.doubts(caller.acting.viewer, on=caller.on, year=year, after=after)


def _caller(request: HttpRequest) -> Caller:
    caller: Caller = request.auth  # type: ignore[attr-defined] # ninja puts it there
    return caller


def _case(request: HttpRequest, case_id: int) -> Case:
    caller = _caller(request)
    return case_for(caller.acting.viewer, case_id=case_id, on=caller.on)


def _done(done: Performed) -> ActDone:
    stands = done.standing
    return ActDone(case=done.case_id, seq=done.seq, state=stands.step, due_on=stands.due_on, days_late=done.days_late)


def _absent(sentence: str) -> Status[Refused]:
    return Status(404, Refused(detail=sentence))


def _say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": sentence}, status=status)


@api.exception_handler(UnableToPerform)
def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, str(refusal), 409)


@api.exception_handler(Overtaken)
def _overtaken(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, str(refusal), 409)


@api.exception_handler(UnableToRead)
def _unreadable(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, str(refusal), 422)


@api.exception_handler(UnableToFindCase)
def _no_case(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, "没有这件案件,或者本令牌不能查看它。", 404)


@api.exception_handler(UnableToFindProcedure)
def _no_procedure(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, str(refusal), 404)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, refusal: Any) -> HttpResponse:
    return _say(request, "没有令牌,或者令牌不在有效期内。请在请求头 Authorization 里写「Bearer 令牌」。", 401)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, refusal: Any) -> HttpResponse:
    where = ";".join(
        f"{'.'.join(str(part) for part in one['loc'])}:{one['msg']}" for one in getattr(refusal, "errors", ())
    )
    return _say(request, f"提交的内容不符合接口说明({where[:500]})。请对照接口说明修改。", 422)
