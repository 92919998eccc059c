"""Print the lowest allowed version of each runtime dependency, as pip constraints."""

import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    for requirement in tomllib.load(file)["project"]["dependencies"]:
        print(requirement.replace(">=", "=="))
# Later ones warn of what the lowest matplotlib calls, and warnings are errors; earlier ones leave
# out what is wrong with a formula.
print("pyparsing<3.3,>=3.2")
