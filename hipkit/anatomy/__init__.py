"""The hip in motion: muscle lengths, moment arms, paths and bones in any pose.

From the published model of Rajagopal and others (2016), evaluated in plain Python. Read the modules in
this order: ``rigid`` (vectors and rotations), ``splines`` (how the knee glides), ``wrapping`` (a path
round a cylinder), ``model``, ``pose``, ``paths``, ``measures``; then ``bones`` and ``papers``. On these stand
questions over many poses (``exploring``), ranges of motion (``ranges``), whole bodies (``posture``,
``figure``, ``contact``, ``poses``, ``room``, ``motion``) and what exercises do to the muscles (``exercises``).

>>> figure_four = Pose(hip_flexion=95, hip_adduction=-12, hip_rotation=-40, knee_flexion=112)
>>> round(lengthening(figure_four)["piriformis"].mm)
22
"""

from __future__ import annotations

from hipkit.anatomy.bones import Bones, Mesh, Placement, bone_transforms, bones
from hipkit.anatomy.exercises import (
    Longest,
    Misfit,
    Reached,
    Verdict,
    guesses,
    key_poses,
    longest,
    misfits,
    misfits_of,
    telling,
)
from hipkit.anatomy.exploring import Curve, PoseMap, pose_map, rotation_arm, turning
from hipkit.anatomy.measures import (
    Change,
    Lengthening,
    ModelMuscle,
    lengthening,
    lengthening_of,
    lengths,
    model_muscles,
    moment_arms,
    without_path,
)
from hipkit.anatomy.model import COORDINATES, Model, Muscle, model
from hipkit.anatomy.motion import Figure, Motion, motion, standing_with
from hipkit.anatomy.papers import Comparison, Published, against_papers
from hipkit.anatomy.paths import Path, Side, paths, trace_all
from hipkit.anatomy.pose import STANDING, Pose
from hipkit.anatomy.poses import ExercisePose, poses
from hipkit.anatomy.ranges import MOVEMENTS, Demand, Movement, Norms, demands, norms, reached
from hipkit.anatomy.wrapping import Arc, Cylinder, Straight

__all__ = [
    "COORDINATES",
    "MOVEMENTS",
    "STANDING",
    "Arc",
    "Bones",
    "Change",
    "Comparison",
    "Curve",
    "Cylinder",
    "Demand",
    "ExercisePose",
    "Figure",
    "Lengthening",
    "Longest",
    "Mesh",
    "Misfit",
    "Model",
    "ModelMuscle",
    "Motion",
    "Movement",
    "Muscle",
    "Norms",
    "Path",
    "Placement",
    "Pose",
    "PoseMap",
    "Published",
    "Reached",
    "Side",
    "Straight",
    "Verdict",
    "against_papers",
    "bone_transforms",
    "bones",
    "demands",
    "guesses",
    "key_poses",
    "lengthening",
    "lengthening_of",
    "lengths",
    "longest",
    "misfits",
    "misfits_of",
    "model",
    "model_muscles",
    "moment_arms",
    "motion",
    "norms",
    "paths",
    "pose_map",
    "poses",
    "reached",
    "rotation_arm",
    "standing_with",
    "telling",
    "trace_all",
    "turning",
    "without_path",
]
