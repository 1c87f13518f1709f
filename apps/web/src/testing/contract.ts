export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  format?: string
  properties?: Record<string, Schema>
  items?: Schema
  minimum?: number
  minLength?: number
}

interface Entry {
  type: 'query' | 'mutation' | 'subscription'
  permission: string
  output: Schema
}

type Contract = Record<string, Entry>

/** The frozen contract of the hub; what it says is what a page may count on. */
export const [contract = {}] = Object.values(
  import.meta.glob<Contract>('../../../../packages/api/contract.json', { eager: true, import: 'default' }),
)
