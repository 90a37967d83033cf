"""The array types of this package, and two numbers: shapes and units stand in the docstrings that use them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Uint64s: TypeAlias = NDArray[np.uint64]
Int32s: TypeAlias = NDArray[np.int32]
Bytes: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]
AnyInts: TypeAlias = NDArray[np.signedinteger]

# Instead of the first person with a double vote: nobody has one; a vote lies outside the table.
NO_PERSON, OUTSIDE = -1, -2
