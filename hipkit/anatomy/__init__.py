"""The hip in motion: muscle lengths, moment arms, paths and bones in any pose.

From the published model of Rajagopal and others (2016), evaluated in plain Python. Read the modules in
this order: ``rigid`` (vectors and rotations), ``splines`` (how the knee glides), ``wrapping`` (a path
round a cylinder), ``model``, ``pose``, ``paths``, ``measures``; then ``bones`` and ``papers``.

>>> figure_four = Pose(hip_flexion=95, hip_adduction=-12, hip_rotation=-40, knee_flexion=112)
>>> round(lengthening(figure_four)["piriformis"].mm)
22
"""

from __future__ import annotations

from hipkit.anatomy.bones import Bones, Mesh, Placement, bone_transforms, bones
from hipkit.anatomy.measures import (
    Change,
    Lengthening,
    ModelMuscle,
    lengthening,
    lengths,
    model_muscles,
    moment_arms,
    without_path,
)
from hipkit.anatomy.model import Model, Muscle, model
from hipkit.anatomy.papers import Comparison, Published, against_papers
from hipkit.anatomy.paths import Path, Side, paths, trace_all
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.wrapping import Arc, Cylinder, Straight

__all__ = [
    "STANDING",
    "Arc",
    "Bones",
    "Change",
    "Comparison",
    "Cylinder",
    "Lengthening",
    "Mesh",
    "Model",
    "ModelMuscle",
    "Muscle",
    "Path",
    "Placement",
    "Pose",
    "Published",
    "Side",
    "Straight",
    "against_papers",
    "bone_transforms",
    "bones",
    "lengthening",
    "lengths",
    "model",
    "model_muscles",
    "moment_arms",
    "paths",
    "trace_all",
    "without_path",
]
