"""The live formula of every figure of the mind map; each has its twin in vision/mind_map.py.

`{text}` … are the cells of the idea's own row and `{all_text}` … the columns; `{row}` is the idea's row in the list,
`{typed_idea}` and `{typed_parent}` are what stands there.
"""

from __future__ import annotations

from goalsheet.layout.vision_places import single
from goalsheet.vision import mind_map
from goalsheet.vision.mind_map import BEYOND, LABEL, LEVELS, SHORTEST_SIDE, UNUSED

MIDDLE, LEAVES, RIGHT, DEEPEST = (single(name) for name in ("middle", "leaves", "right", "deepest"))


def _up(column: str, steps: str) -> str:
    return f"IF({{{steps}}}=0,0,INDEX({{all_{column}}},{{{steps}}}))"


_OWN_BRANCH = "SUMPRODUCT({all_leaf}*({all_branch}={branch}))"
_LEFT = f"({LEAVES}-{RIGHT})"
_MATCH = "MATCH(TRUE,{all_text}={under},0)"
_TWIN = "MATCH(TRUE,{all_text}={text},0)"


def _middle_of(column: str) -> str:
    return f"SUMIF({{all_{column}}},{{row}},{{all_leaf_y}})/SUMPRODUCT({{all_leaf}}*({{all_{column}}}={{row}}))"


SPOT_FORMULAS: dict[str, str] = {
    "text": "TRIM({typed_idea})",
    "under": "TRIM({typed_parent})",
    "used": 'IF({text}="",0,1)',
    "parent": f'IF({{used}}=0,0,IF(OR({{row}}={MIDDLE},{{under}}=""),{MIDDLE},IFERROR({_MATCH},{MIDDLE})))',
    "up2": _up("parent", "parent"),
    "up3": _up("parent", "up2"),
    "up6": _up("up3", "up3"),
    "up12": _up("up6", "up6"),
    "up24": _up("up12", "up12"),
    "up48": _up("up24", "up24"),
    "level": (
        f"IF({{used}}=0,{UNUSED},IF({{row}}={MIDDLE},0,IF({{parent}}={MIDDLE},1,IF({{up2}}={MIDDLE},2,"
        f"IF({{up3}}={MIDDLE},3,1)))))"
    ),
    "hung": f"IF({{level}}<1,0,IF({{up3}}={MIDDLE},{{parent}},{MIDDLE}))",
    "branch": "IF({level}<1,0,IF({level}=1,{row},IF({level}=2,{parent},{up2})))",
    "twig": "IF({level}<2,0,IF({level}=2,{row},{parent}))",
    "key": f"10000*{{branch}}+100*{{twig}}+IF({{level}}={LEVELS},{{row}},0)",
    "leaf": "IF({level}<1,0,IF(COUNTIF({all_hung},{row})=0,1,0))",
    "before": "IF({leaf}=1,SUMPRODUCT({all_leaf}*({all_key}<{key})),0)",
    "side": (
        f"IF({{branch}}=0,0,IF(2*SUMPRODUCT({{all_leaf}}*({{all_branch}}<{{branch}}))+{_OWN_BRANCH}<={LEAVES},1,-1))"
    ),
    "leaf_y": (
        f'IF({{leaf}}=0,"",IF({{side}}=1,{RIGHT}-1-2*{{before}},{_LEFT}-1-2*({{before}}-{RIGHT}))'
        f"/MAX({RIGHT},{_LEFT},{SHORTEST_SIDE}))"
    ),
    "x": f"IF({{used}}=0,{BEYOND},{{side}}*{{level}}*{LEVELS}/MAX(2,{DEEPEST}))",
    "y": (
        f"IF({{used}}=0,{BEYOND},IF({{level}}=0,0,IF({{leaf}}=1,{{leaf_y}},IF({{level}}=1,{_middle_of('branch')},{_middle_of('twig')}))))"
    ),
    "from_x": "IF({hung}=0,{x},INDEX({all_x},{hung}))",
    "from_y": "IF({hung}=0,{y},INDEX({all_y},{hung}))",
    "label": f'IF({{used}}=0," ",IF(LEN({{text}})>{LABEL},LEFT({{text}},{LABEL - 1})&"…",{{text}}))',
    "note": (
        f'IF({{used}}=0,IF({{under}}="","","{mind_map.NAMELESS}"),'
        f'IF({{row}}={MIDDLE},IF({{under}}="","","{mind_map.MIDDLE}"),'
        f'IF(IF({{under}}="",FALSE,ISERROR({_MATCH})),"{mind_map.ORPHAN}",'
        f'IF({{up3}}<>{MIDDLE},IF({{up48}}={MIDDLE},"{mind_map.DEEP}","{mind_map.CIRCLE}"),'
        f'IF({_TWIN}={{row}},"","{mind_map.TWIN}")))))'
    ),
}
ARRAYS = ("parent", "note")  # these compare a whole column with one text: MATCH alone takes ? and * for wildcards

SINGLE_FORMULAS: dict[str, str] = {
    "middle": "IFERROR(MATCH(1,{all_used},0),0)",
    "leaves": "SUM({all_leaf})",
    "right": "SUMPRODUCT({all_leaf}*({all_side}=1))",
    "deepest": "MAX({all_level})",
}
