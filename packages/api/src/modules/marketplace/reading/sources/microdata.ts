import type { DataNode } from '../page.ts'
import type { Asked, Found } from './found.ts'
import { collectNodes } from './nodes.ts'
import { readProduct } from './product.ts'

/** Microdata and RDFa, which say the same as JSON-LD in attributes of the page. */
export function readMicrodata(items: readonly DataNode[], asked: Asked): Found | null {
  return readProduct('microdata', collectNodes(items), asked)
}
