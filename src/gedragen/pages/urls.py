"""Every page there is: each stands beside its view, so each module is read once.

Here the pages are put together, so here the house hears what their rules say.
"""

from importlib import import_module
from pkgutil import walk_packages

import gedragen.pages
from gedragen.pages.addresses import PAGES
from gedragen.pages.house.rules import learn
from gedragen.pages.rules import RULES

for _finder, name, _is_folder in walk_packages(gedragen.pages.__path__, "gedragen.pages."):
    import_module(name)

urlpatterns = sorted(PAGES, key=lambda page: str(page.pattern))

learn(RULES)
