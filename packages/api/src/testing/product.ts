import { declaredBy } from '../declared.ts'
import { modules } from '../modules/index.ts'

/** The table of the whole product, for tests without a hub. */
export const { permissions } = declaredBy(modules)
