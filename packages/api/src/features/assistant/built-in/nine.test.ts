import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { holdsFloors } from './testing/floors.ts'
holdsFloors({ open: openEverydayFirm, names: everydayNames }, [
  { file: 'everyday-9', first: 0, near: 0, args: 0, wrong: 1 },
])
