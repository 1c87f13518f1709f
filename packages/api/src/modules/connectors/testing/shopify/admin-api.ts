import { execute, GraphQLError, parse, validate } from 'graphql'
import type { DocumentNode, ExecutionResult } from 'graphql'
import { json } from './answer.ts'
import type { Answer, Asked } from './answer.ts'
import { costOf, MOST_PER_QUERY } from './cost.ts'
import type { Bucket } from './cost.ts'
import { shopifySchema } from './graphql-schema.ts'
import { rootOf } from './resolvers.ts'
import type { Asking } from './resolvers.ts'
import type { Tokens } from './tokens.ts'

/** The four versions that are alive in October 2026. */
export const VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10'] as const
export const NEWEST = '2026-10'

const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits'

interface Body {
  query: string
  variables: Record<string, unknown>
  operationName: string | undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

function bodyOf(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text)
    if (!isRecord(body) || typeof body['query'] !== 'string') return undefined
    const { variables, operationName } = body
    return {
      query: body['query'],
      variables: isRecord(variables) ? variables : {},
      operationName: typeof operationName === 'string' ? operationName : undefined,
    }
  } catch {
    return undefined
  }
}

/** An unknown field in the words of Shopify; other mistakes in those of the library. */
function inShopifysWords(error: GraphQLError): object {
  const { message, locations } = error
  const [, field, type] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? []
  if (!field) return { message, locations }
  return {
    message: `Field '${field}' doesn't exist on type '${type}'`,
    locations,
    extensions: { code: 'undefinedField', typeName: type, fieldName: field },
  }
}

function read(query: string): { document: DocumentNode } | { errors: object[] } {
  try {
    const document = parse(query)
    const errors = validate(shopifySchema, document)
    return errors.length === 0 ? { document } : { errors: errors.map(inShopifysWords) }
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause
    return { errors: [{ message: cause.message, locations: cause.locations }] }
  }
}

const tooDear = (cost: number) => ({
  errors: [
    {
      message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MOST_PER_QUERY}).`,
      extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: MOST_PER_QUERY, documentation: LIMITS_PAGE },
    },
  ],
})

export interface AdminApi {
  answer(asked: Asked, version: string, isThrottled: boolean): Promise<Answer>
}

type ForOne = Omit<Asking, 'scopes' | 'notes' | 'isBulk'>

export function adminApiOf(parts: { tokens: Tokens; bucket: Bucket; asking: ForOne }): AdminApi {
  const { tokens, bucket, asking } = parts

  const cost = (requested: number, actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
  })

  const throttled = (requested: number) => ({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: LIMITS_PAGE } }],
    extensions: cost(requested, null),
  })

  async function run(body: Body, scopes: string[], isThrottled: boolean): Promise<object> {
    const found = read(body.query)
    if ('errors' in found) return found
    const { variables, operationName } = body
    const { document } = found
    const priced = { schema: shopifySchema, document, variables, operationName }
    const requested = costOf(priced)
    if (requested > MOST_PER_QUERY) return tooDear(requested)
    if (isThrottled || !bucket.take(requested)) return throttled(requested)
    const notes: Asking['notes'] = []
    const result: ExecutionResult = await execute({
      schema: shopifySchema,
      document,
      rootValue: rootOf({ ...asking, scopes, notes, isBulk: false }),
      variableValues: variables,
      ...(operationName === undefined ? {} : { operationName }),
    })
    const actual = costOf({ ...priced, answer: result.data ?? null })
    bucket.giveBack(Math.max(0, requested - actual))
    const search = notes.length > 0 ? { search: notes } : {}
    return { ...result, extensions: { ...cost(requested, actual), ...search } }
  }

  return {
    async answer(asked, version, isThrottled) {
      if (!VERSIONS.some((known) => known === version)) return json(404, { errors: 'Not Found' })
      const grant = tokens.look(asked.headers['x-shopify-access-token'])
      if (!grant)
        return json(401, {
          errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
        })
      const body = bodyOf(asked.body)
      if (!body) return json(400, { errors: { query: 'Required parameter missing or invalid' } })
      const answer = json(200, await run(body, grant.scopes, isThrottled))
      return { ...answer, headers: { ...answer.headers, 'x-shopify-api-version': version } }
    },
  }
}
