import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { holdsFloors } from './testing/floors.ts'

// A firm that uses every part of the hub, and what its people type in a week. Floors, a little below what was measured.
holdsFloors({ open: openEverydayFirm, names: everydayNames }, [
  { file: 'everyday', first: 0.82, near: 0.88, args: 0.77, wrong: 0.02 },
  { file: 'everyday-2', first: 0.79, near: 0.88, args: 0.75, wrong: 0.03 },
  { file: 'everyday-3', first: 0.78, near: 0.84, args: 0.74, wrong: 0.03 },
  { file: 'everyday-4', first: 0.72, near: 0.8, args: 0.65, wrong: 0.03 },
  { file: 'everyday-5', first: 0.6, near: 0.75, args: 0.51, wrong: 0.05 },
])
