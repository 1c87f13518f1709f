import { connectionNames, openConnectorsFirm } from './testing/connectors.ts'
import { holdsFloors } from './testing/floors.ts'

/* Floors, a little below what was measured when these were said for the first time. */
holdsFloors({ open: openConnectorsFirm, names: connectionNames }, [
  { file: 'connectors-kept', first: 0.28, near: 0.36, args: 0.28, wrong: 0 },
])
