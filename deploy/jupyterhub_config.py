"""JupyterHub for one class on one machine. README, "Teaching a class", says how to use it.

As it stands every learner may sign in with any name and the one password of the class, each gets a server of
their own under the account that runs the hub, and nothing but this machine can reach it. That is right for a
trial and for `make bench-class`. For a real class put an authenticator of your institution in place of the
first, a spawner that keeps learners apart in place of the second, and HTTPS in front.
"""

import os
import shutil
import sys
from pathlib import Path

from traitlets.config import get_config

c = get_config()
HERE = Path(__file__).resolve().parent
KEPT = Path(os.environ.get("HIPKIT_CLASS", "class")).resolve()  # what the hub and the learners write
BIN = Path(sys.prefix, "bin")

# Who may come in, and how many at once.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["HIPKIT_CLASS_PASSWORD"]  # 8 characters or more
c.Authenticator.allow_all = True
SIZE = int(os.environ.get("HIPKIT_CLASS_SIZE", "40"))
c.JupyterHub.active_server_limit = c.JupyterHub.concurrent_spawn_limit = SIZE  # a class comes all at once

# A server each, in a folder with its own copy of the notebooks. ``simple`` needs no account on the machine.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(KEPT / "homes" / "{username}")
c.Spawner.cmd = [str(BIN / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
# Left out is what learners have no use for: a shell of the account that runs the hub, and language servers.
c.Spawner.args += [
    f"--ServerApp.jpserver_extensions={name}=False" for name in ("jupyter_server_terminals", "jupyter_lsp")
]
c.Spawner.notebook_dir = "~/notebooks"
c.Spawner.default_url = "/lab/tree/00-start-here.ipynb"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # and then starting takes its time
c.Spawner.environment = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def give_notebooks(spawner: object) -> None:
    """A learner's own notebooks, on the first day; what they have changed since stays."""
    folder = KEPT / "homes" / spawner.user.name / "notebooks"  # type: ignore[attr-defined]
    if not folder.exists():
        shutil.copytree(HERE.parent / "notebooks", folder, ignore=shutil.ignore_patterns(".*", "instructor"))


c.Spawner.pre_spawn_hook = give_notebooks

# On this machine only. Its standard proxy is configurable-http-proxy.
PORT = int(os.environ.get("HIPKIT_CLASS_PORT", "8000"))
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{PORT + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.command = [str(BIN / "configurable-http-proxy")]
c.JupyterHub.db_url = f"sqlite:///{KEPT / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(KEPT / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(KEPT / "proxy.pid")
c.JupyterHub.log_level = "WARN"

# Kernels that nobody uses are ended after an hour, so that a forgotten tab does not fill the machine.
c.Spawner.args += [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
]
