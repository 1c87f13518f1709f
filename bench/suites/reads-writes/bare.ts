import { createHash } from 'node:crypto'
import { CreateTask, GetTask, ListTasks } from '@hub/api/schemas/modules/ops/tasks'
import Fastify from 'fastify'
import { Pool } from 'pg'
import type { PoolClient } from 'pg'
import { serveParent } from '../child.ts'
import type { SeenStatement } from '../memory-database.ts'
import { bindIds, withoutPolicies } from './statements.ts'
import type { Place, Script, Scripts } from './statements.ts'

type Row = Record<string, unknown>
type Sender = Pick<PoolClient, 'query'>

const [adminUrl = ''] = process.argv.slice(2)
const pool = new Pool({
  connectionString: adminUrl,
  max: 16,
  options: '-c search_path=app -c timezone=UTC',
})
const places = new Map<string, Place>()
let scripts: Scripts | undefined

const camel = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_part, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

const names = new Map<string, string>()

/** Prepared once on each connection, as the product's driver prepares what repeats; without that PostgreSQL plans each call. */
function named({ text }: SeenStatement): string {
  const known = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, known)
  return known
}

/** Sends the statements one after another; a transaction keeps its connection. Resolves to the rows of the last read. */
async function play(script: Script, place: Place): Promise<Row[]> {
  const bind = bindIds(place)
  let transaction: PoolClient | undefined
  let rows: Row[] = []
  try {
    for (const statement of script) {
      const { text, parameters } = statement
      if (text === 'begin') {
        transaction = await pool.connect()
        await transaction.query(`begin;select set_config('app.org_id','${place.orgId}',true)`)
        continue
      }
      const sender: Sender = transaction ?? pool
      if (text === 'commit') {
        await sender.query(text)
        transaction?.release()
        transaction = undefined
        continue
      }
      const result = await sender.query<Row>({
        name: named(statement),
        text,
        values: parameters.map(bind),
      })
      if (text.includes('from "ops_task"')) rows = result.rows
    }
  } catch (error) {
    transaction?.release(true)
    throw error
  }
  return rows.map(camel)
}

const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The suite has not prepared this child.')
  return value
}
const placeOf = (headers: Record<string, unknown>) => need(places.get(String(headers['x-place'])))

const app = Fastify()
app.get('/api/v1/tasks/get', async ({ headers, query }) => {
  GetTask.parse(query)
  const [task] = await play(need(scripts).get, placeOf(headers))
  return task
})
app.get('/api/v1/tasks/list', async ({ headers, query }) => {
  ListTasks.parse(query)
  return { items: await play(need(scripts).list, placeOf(headers)) }
})
app.post('/api/v1/charged', async ({ headers, body }) => {
  CreateTask.parse(body)
  const [task] = await play(need(scripts).charged, placeOf(headers))
  return task
})

const unbound = (script: Script): Script => script.map(withoutPolicies)

serveParent(
  { origin: await app.listen({ port: 0, host: '127.0.0.1' }) },
  {
    prepare(given: { scripts: Scripts; places: Place[] }) {
      scripts = {
        get: unbound(given.scripts.get),
        list: unbound(given.scripts.list),
        charged: unbound(given.scripts.charged),
      }
      for (const place of given.places) places.set(place.orgId, place)
    },
  },
)
