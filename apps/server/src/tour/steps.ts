import { randomUUID } from 'node:crypto'
import { AppError, normalizeError } from '@hub/api/server'
import type { Door } from '@hub/api/server'
import { callCli, callRest, callTool, listTools } from './program-clients.ts'
import type { Target } from './target.ts'
import { eventually } from './web-client.ts'
import type { WebClient } from './web-client.ts'

export interface TourContext {
  target: Target
  web: WebClient
  email: string
  password: string
  slug: string
  /** The key of a program. */
  key: string
  /** The key of an assistant. */
  toolKey: string
  verifyToken: string
  approvalId: string
  taskTitle: string
}

/** One thing a visitor does; answers with a short sentence for people, throws where it does not hold. */
export interface TourStep {
  door: Door
  name: string
  run: (tour: TourContext) => Promise<string>
}

interface Item {
  id: string
  title: string
}
interface Page<T> {
  items: T[]
}
async function newKey({ web }: TourContext, kind: 'assistant' | 'program'): Promise<string> {
  const { scopes } = await web.query<{ scopes: { name: string }[] }>('auth.apiKeys.scopes')
  const { text } = await web.mutate<{ text: string }>('auth.apiKeys.create', {
    name: `Tour, ${kind}`,
    kind,
    scopes: scopes.map(({ name }) => name),
    expiresInDays: 1,
  })
  return text
}

interface AssistantEvent {
  type: string
  approvalId?: string
  delta?: string
  message?: string
}

const MAIL_MS = 15_000

function hold(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise)
}

const tasks = async ({ web }: TourContext, search: string) =>
  (await web.query<Page<Item>>('modules.ops.tasks.list', { search })).items

async function verifyTokenFor({ target, email }: TourContext): Promise<string> {
  return eventually(
    async () => {
      const response = await fetch(`${target.origin}/dev/mail.json`)
      if (!response.ok) throw new Error('This hub sends its mail elsewhere, so the tour cannot read it.')
      const { items } = (await response.json()) as Page<{ to: string; action?: { url: string } }>
      const mail = items.find(({ to, action }) => to === email && action?.url.includes('/verify'))
      return mail?.action ? (new URL(mail.action.url).searchParams.get('token') ?? undefined) : undefined
    },
    { forMs: MAIL_MS, what: 'The mail' },
  )
}

const arrival: TourStep[] = [
  {
    door: 'web',
    name: 'Sign up',
    async run({ web, email, password }) {
      const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
      await web.mutate('auth.register', {
        email,
        name: 'Tour Visitor',
        password,
        organizationName: 'Harbour Coffee',
        acceptTerms: true,
        timeZone,
      })
      return `as ${email}; a mail is on its way`
    },
  },
  {
    door: 'web',
    name: 'Read the mail',
    async run(tour) {
      tour.verifyToken = await verifyTokenFor(tour)
      return 'found the link in the development mailbox'
    },
  },
  {
    door: 'web',
    name: 'Confirm the address',
    async run({ web, verifyToken }) {
      const { email } = await web.mutate<{ email: string }>('auth.verifyEmail', { token: verifyToken })
      return `${email} is confirmed`
    },
  },
  {
    door: 'web',
    name: 'Sign in',
    async run(tour) {
      await tour.web.post('/auth/login', { email: tour.email, password: tour.password })
      const { organizations } = await tour.web.query<{ organizations: { slug: string; name: string }[] }>(
        'auth.me',
      )
      const [organization] = organizations
      if (!organization) throw new Error('The new person has no organization.')
      tour.slug = tour.web.organization = organization.slug
      return `into ${organization.name}`
    },
  },
  {
    door: 'web',
    name: 'Make an API key for programs and one for assistants',
    async run(tour) {
      tour.key = await newKey(tour, 'program')
      tour.toolKey = await newKey(tour, 'assistant')
      return `${tour.key.slice(0, 16)}… and ${tour.toolKey.slice(0, 16)}…, for one day`
    },
  },
]

const approve: TourStep['run'] = async ({ web, approvalId }) => {
  const { title, preview, status } = await web.mutate<{
    title: string
    status: string
    preview: { value: string }[]
  }>('approvals.approve', { id: approvalId })
  hold(status === 'done', `The approval is ${status}.`)
  return `"${title}": ${preview.map(({ value }) => value).join(', ')}`
}

const throughAssistant: TourStep[] = [
  {
    door: 'assistant',
    name: 'Ask the assistant for a task',
    async run(tour) {
      const text = `Create a task "${tour.taskTitle}" for tomorrow at 9`
      const { answerId } = await tour.web.mutate<{ answerId: string }>('assistant.send', { text })
      const isLast = ({ type }: AssistantEvent) => type === 'finished' || type === 'failed'
      const events = await tour.web.follow<AssistantEvent>('assistant.stream', { answerId }, isLast)
      const approval = events.find(({ type }) => type === 'approval')
      const words = events.flatMap(({ delta, message }) => delta ?? message ?? []).join('')
      if (approval?.approvalId === undefined) throw new Error(`The assistant asked for no approval: ${words}`)
      tour.approvalId = approval.approvalId
      return `"${text}" waits for approval`
    },
  },
  { door: 'assistant', name: 'Approve it', run: approve },
  {
    door: 'web',
    name: 'See it on the board',
    async run(tour) {
      const [task] = await tasks(tour, tour.taskTitle)
      hold(task !== undefined, 'The task is not on the board.')
      return `"${task?.title}" is there`
    },
  },
]

const throughPrograms: TourStep[] = [
  {
    door: 'rest',
    name: 'Create a task by REST, twice with one key',
    async run({ target, key }) {
      const request = {
        path: 'modules/ops/tasks/create',
        body: { title: 'Order filters' },
        idempotencyKey: randomUUID(),
      }
      const first = await callRest<Item>(target.origin, key, request)
      const again = await callRest<Item>(target.origin, key, request)
      hold(first.id === again.id, 'The same idempotency key acted twice.')
      return `"${first.title}" exists once`
    },
  },
  {
    door: 'rest',
    name: 'List tasks by REST',
    async run({ target, key }) {
      const { items } = await callRest<Page<Item>>(target.origin, key, {
        path: 'modules/ops/tasks/list?status=open&limit=10',
      })
      hold(items.length === 2, `There are ${items.length} open tasks instead of 2.`)
      return items.map(({ title }) => `"${title}"`).join(', ')
    },
  },
  {
    door: 'mcp',
    name: 'List the tools of an MCP client',
    async run({ target, toolKey }) {
      const names = await listTools(target.origin, toolKey)
      hold(
        names.includes('hub_write') && !names.includes('auth_login'),
        'The list of tools is not what this key may call.',
      )
      return `${names.length} tools`
    },
  },
  {
    door: 'mcp',
    name: 'Read tasks by MCP',
    async run({ target, toolKey }) {
      const { items } = await callTool<Page<Item>>(target.origin, toolKey, {
        name: 'ops_tasks_list',
        args: { status: 'open' },
      })
      return `${items.length} open tasks`
    },
  },
  {
    door: 'mcp',
    name: 'Ask for a task by MCP',
    async run(tour) {
      const call = callTool(tour.target.origin, tour.toolKey, {
        name: 'ops_tasks_create',
        args: { title: 'Descale the grinder' },
      })
      const refusal = await call.then(
        () => new Error('The write was not put before a person.'),
        normalizeError,
      )
      if (!(refusal instanceof AppError) || refusal.code !== 'APPROVAL_REQUIRED') throw refusal
      tour.approvalId = refusal.details.approvalId ?? ''
      return 'waits for a person, nothing is changed yet'
    },
  },
  { door: 'mcp', name: 'Approve it', run: approve },
  {
    door: 'cli',
    name: 'List tasks from the command line',
    async run({ target, key, email, slug }) {
      const remote = { args: ['--url', target.origin], env: { HUB_API_KEY: key } }
      const local = { args: ['--as', email, '--org', slug], env: target.cliEnv }
      const { args, env } = target.cliEnv ? local : remote
      const { items } = await callCli<Page<Item>>(['modules.ops.tasks.list', '{"status":"open"}', ...args], {
        ...env,
      })
      hold(items.length === 3, `There are ${items.length} open tasks instead of 3.`)
      return `${items.length} open tasks`
    },
  },
]

const receipts: TourStep[] = [
  {
    door: 'web',
    name: 'Read what it all cost',
    async run({ web }) {
      const { items } = await web.query<Page<{ kind: string; door: string; deltaMicro: number }>>(
        'credits.history',
        { kind: 'charge', limit: 100 },
      )
      const byDoor = new Set(items.map(({ door }) => door))
      hold(
        byDoor.has('mcp') && byDoor.has('assistant'),
        `Charges came from ${[...byDoor].join(', ') || 'nowhere'}.`,
      )
      return `${items.length} charges, by ${[...byDoor].toSorted().join(' and ')}`
    },
  },
]

/** The main job of the product, through every door. */
export const tourSteps: readonly TourStep[] = [
  ...arrival,
  ...throughAssistant,
  ...throughPrograms,
  ...receipts,
]
