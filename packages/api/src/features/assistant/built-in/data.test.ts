import { dataNames, openDataFirm } from './testing/data.ts'
import { holdsFloors } from './testing/floors.ts'

/* Floors, a little below what was measured. */
holdsFloors({ open: openDataFirm, names: dataNames }, [
  { file: 'data-kept', first: 0.85, near: 0.9, args: 0.8, wrong: 0 },
])
