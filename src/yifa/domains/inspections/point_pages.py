"""What is looked at for an item of the list, written down once and used on every visit for it.

A point is only ever added: what a record on site answers must stay what it was.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from yifa.domains.inspections.models import CheckItem, CheckPoint
from yifa.domains.inspections.visits import name_of_item
from yifa.kernel.access import OPERATOR, ROLES, visible
from yifa.kernel.confidentiality import Level
from yifa.kernel.pages import Asked, Done, NothingThere, Page, PageAt, Place, UnableToTake

MOST = 200


def points(asked: Asked) -> Page:
    """The points by item, and the form for another one."""
    rows = visible(CheckPoint.objects.all(), asked.viewer, on=asked.on).order_by("item", "position")[:MOST]
    found: dict[str, list[CheckPoint]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    listed = [(item, name_of_item(item, asked.viewer, on=asked.on), kept) for item, kept in found.items()]
    return Page("inspections/points.html", "检查要点", {"listed": listed})


def take_point(asked: Asked) -> Done:
    """Add a point to an item of the list. Raises UnableToTake."""
    acting, item, text = asked.acting, asked.word("item"), asked.word("text")
    if acting is None:
        raise NothingThere
    reach = ROLES.get(acting.holding.post.role)
    if reach is None or not reach.acts:
        raise UnableToTake(f"不得增加要点:您现在的岗位「{acting.holding.title}」不办理行政检查。请换用经办岗位。")
    if not text:
        raise UnableToTake("不得增加要点:没有写明检查什么。请填写检查要点。", "text")
    listed = CheckItem.objects.filter(key=item, in_force_from__lte=asked.on)
    if not visible(listed, asked.viewer, on=asked.on).exists():
        raise UnableToTake(
            f"不得增加要点:随机抽查事项清单中没有「{item}」,清单以外的不得检查(国办发〔2024〕54号)。请核对事项编号。",
            "item",
        )
    _add(
        asked,
        CheckPoint(item=item, text=text[:300], basis=asked.word("basis")[:200], photo_basis=asked.word("photo")[:200]),
    )
    return Done("已增加检查要点,以后带到现场的任务都会列出。")


def _add(asked: Asked, point: CheckPoint) -> None:
    # Counted over all organs: places are the item's, whoever may see what stands at them.
    known = visible(CheckPoint.objects.filter(item=point.item), OPERATOR, on=asked.on)
    point.position = known.count() + 1
    point.organ_path = asked.acting.holding.organ_path if asked.acting is not None else ""
    point.confidentiality = Level.INTERNAL
    try:
        with transaction.atomic():
            point.save(force_insert=True)
    except IntegrityError as trouble:
        raise UnableToTake("没有增加:别的机关或者同事刚刚也在增加这一事项的要点。请重新提交。", "item") from trouble


PAGES = (
    PageAt(
        "inspection-points",
        "检查要点",
        Place.DESK,
        points,
        take_point,
        roles=("handler", "head", "reviewer"),
        says="每个抽查事项到现场看什么、依据是什么;只有法律要求的才留存照片。",
    ),
)
