import { isObject } from './ask-service.ts'
import { askShopify } from './ask-shopify.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'

interface ConnectionAnswer {
  nodes?: unknown
  pageInfo?: { hasNextPage?: unknown; endCursor?: unknown }
}

/** A page of a list in an answer, and where it goes on. */
export function nodesOf(
  data: Record<string, unknown>,
  list: string,
): { nodes: Record<string, unknown>[]; after: string | null } {
  const answer = data[list]
  if (!isObject(answer) || !Array.isArray(answer['nodes']))
    throw new ProviderFault('away', `Shopify answers without ${list}.`)
  const { pageInfo } = answer as ConnectionAnswer
  const after =
    pageInfo?.hasNextPage === true && typeof pageInfo.endCursor === 'string' ? pageInfo.endCursor : null
  return { nodes: answer['nodes'].filter(isObject), after }
}

/** How many there are of a list at the root. */
export async function countOf(access: Access, list: string): Promise<number | null> {
  const name = `${list}Count`
  // Without a limit it stops counting at ten thousand.
  const data = await askShopify(access, `{ ${name}(limit: null) { count } }`)
  const answer = data[name]
  return isObject(answer) && typeof answer['count'] === 'number' ? answer['count'] : null
}
