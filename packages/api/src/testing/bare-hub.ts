import { declaredBy } from '../declared.ts'
import { modules } from '../modules/index.ts'
import { createCatalog } from '../platform/catalog/create-catalog.ts'
import type { Hub } from '../platform/hub.ts'
import { routerOf } from '../router.ts'

const unused = (): Hub => {
  throw new Error('This hub has no database.')
}

/** What the product declares, without a database: for what is read and never called. */
export const hub = { catalog: createCatalog(routerOf(modules), unused), ...declaredBy(modules) }
