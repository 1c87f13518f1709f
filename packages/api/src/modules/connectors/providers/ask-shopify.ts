import { askService, faultOf } from './ask-service.ts'
import { ProviderFault } from './provider.ts'
import type { Access } from './provider.ts'

/** Pinned: a new one may say things otherwise. */
const SHOPIFY_VERSION = '2026-10'

interface GraphqlError {
  message: string
  extensions?: { code?: string }
}

interface GraphqlAnswer {
  data?: Record<string, unknown> | null
  errors?: GraphqlError[] | string
  extensions?: {
    cost?: {
      requestedQueryCost?: number
      throttleStatus?: { currentlyAvailable: number; restoreRate: number }
    }
  }
}

/** How long the bucket takes to hold what was asked for. */
function waitFor({ extensions }: GraphqlAnswer): number {
  const { requestedQueryCost = 0, throttleStatus } = extensions?.cost ?? {}
  if (!throttleStatus || throttleStatus.restoreRate <= 0) return 2
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return Math.max(1, Math.ceil(missing / throttleStatus.restoreRate))
}

function graphqlFault(answer: GraphqlAnswer): ProviderFault | null {
  const errors = Array.isArray(answer.errors) ? answer.errors : []
  const codes = errors.map(({ extensions }) => extensions?.code)
  if (codes.includes('THROTTLED'))
    return new ProviderFault('busy', 'Shopify asks for a pause.', { retryAfter: waitFor(answer) })
  if (codes.includes('ACCESS_DENIED'))
    return new ProviderFault('scope', 'Shopify does not let this connection read that. Connect it again.')
  if (errors.length > 0 || !answer.data)
    return new ProviderFault('away', `Shopify did not understand: ${errors[0]?.message ?? 'no answer'}`)
  return null
}

/** One question to the Admin API. Throws a ProviderFault. */
export async function askShopify(
  { base, token, outside, signal }: Access,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const answer = await askService('Shopify', `${base}/admin/api/${SHOPIFY_VERSION}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
    outside,
    signal,
  })
  const fault = faultOf('Shopify', answer)
  if (fault) throw fault
  // What it says is looked at field by field; anything may be missing.
  const body = (answer.body ?? {}) as GraphqlAnswer
  const refused = graphqlFault(body)
  if (refused) throw refused
  return body.data ?? {}
}
