import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { holdsFloors } from './testing/floors.ts'

// A firm that uses every part of the hub, and what its people type in a week. Floors, a little below what was measured.
holdsFloors({ open: openEverydayFirm, names: everydayNames }, [
  { file: 'everyday', first: 0.87, near: 0.91, args: 0.82, wrong: 0.01 },
  { file: 'everyday-2', first: 0.85, near: 0.88, args: 0.81, wrong: 0.02 },
  { file: 'everyday-3', first: 0.82, near: 0.87, args: 0.78, wrong: 0.02 },
  { file: 'everyday-4', first: 0.81, near: 0.91, args: 0.76, wrong: 0.01 },
  { file: 'everyday-5', first: 0.81, near: 0.88, args: 0.76, wrong: 0.01 },
  { file: 'everyday-6', first: 0.92, near: 0.94, args: 0.88, wrong: 0.01 },
  { file: 'everyday-7', first: 0.88, near: 0.91, args: 0.84, wrong: 0.02 },
  { file: 'everyday-8', first: 0.79, near: 0.86, args: 0.74, wrong: 0.02 },
  { file: 'everyday-9', first: 0.8, near: 0.86, args: 0.77, wrong: 0.02 },
  { file: 'everyday-10', first: 0.73, near: 0.85, args: 0.68, wrong: 0.02 },
])
