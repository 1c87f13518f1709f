import type { HubModule } from '@hub/api/server'
import { moduleSteps } from './module-steps.ts'
import { callRest, callTool, listTools } from './program-clients.ts'
import { byCommand, hold, sayTo } from './step.ts'
import type { Page, TourContext, TourStep } from './step.ts'
import { eventually } from './web-client.ts'

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

const MAIL_MS = 15_000

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

export const signIn: TourStep = {
  door: 'web',
  name: 'Sign in',
  async run(tour) {
    await tour.web.post('/auth/login', { email: tour.email, password: tour.password })
    const { organizations } = await tour.web.query<{ organizations: { slug: string; name: string }[] }>(
      'auth.me',
    )
    const [organization] = organizations
    if (!organization) throw new Error('This person has no organization.')
    tour.slug = tour.web.organization = organization.slug
    return `into ${organization.name}`
  },
}

export const makeKeys: TourStep = {
  door: 'web',
  name: 'Make an API key for programs and one for assistants',
  async run(tour) {
    tour.key = await newKey(tour, 'program')
    tour.toolKey = await newKey(tour, 'assistant')
    return `${tour.key.slice(0, 16)}… and ${tour.toolKey.slice(0, 16)}…, for one day`
  },
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
  signIn,
  makeKeys,
]

/** What every hub has, whatever its modules. */
const throughPrograms: TourStep[] = [
  {
    door: 'rest',
    name: 'Read the organization by REST',
    async run({ target, key }) {
      return (await callRest<{ name: string }>(target.origin, key, { path: 'organizations/get' })).name
    },
  },
  {
    door: 'mcp',
    name: 'List the tools of an MCP client',
    async run({ target, toolKey }) {
      const names = await listTools(target.origin, toolKey)
      hold(
        names.some((name) => name === 'system_find' || name === 'hub_find') && !names.includes('auth_login'),
        'The list of tools is not what this key may call.',
      )
      return `${names.length} tools`
    },
  },
  {
    door: 'mcp',
    name: 'Ask by MCP what there is',
    async run({ target, toolKey }) {
      const { kinds } = await callTool<{ kinds: unknown[] }>(target.origin, toolKey, {
        name: 'system_find',
        args: {},
      })
      return `${kinds.length} kinds of records`
    },
  },
  {
    door: 'assistant',
    name: 'Ask the assistant what it can do',
    async run(tour) {
      const events = await sayTo(tour, 'What can you do?')
      hold(events.at(-1)?.type === 'finished', 'The assistant did not answer.')
      return 'it says so'
    },
  },
  {
    door: 'cli',
    name: 'Read the organization from the command line',
    run: async (tour) => (await byCommand<{ name: string }>(tour, 'organizations.get', {})).name,
  },
]

export const readBriefing: TourStep = {
  door: 'web',
  name: 'Read what needs you today',
  async run({ web }) {
    const { lines } = await web.query<{ lines: { words: string }[] }>('system.briefing')
    return lines.map(({ words }) => words).join('; ') || 'nothing does'
  },
}

const receipts: TourStep[] = [
  readBriefing,
  {
    door: 'web',
    name: 'Read what it all cost',
    async run({ web }) {
      const { items } = await web.query<Page<{ kind: string; door: string; deltaMicro: number }>>(
        'credits.history',
        { kind: 'charge', limit: 100 },
      )
      const byDoor = new Set(items.map(({ door }) => door))
      hold(byDoor.has('mcp'), `Charges came from ${[...byDoor].join(', ') || 'nowhere'}.`)
      return `${items.length} charges, by ${[...byDoor].toSorted().join(' and ')}`
    },
  },
]

/** The main job of the product, through every door: what each of its modules is for, and what every hub has. */
export const tourSteps = (modules: readonly HubModule[]): readonly TourStep[] => [
  ...arrival,
  ...moduleSteps(modules),
  ...throughPrograms,
  ...receipts,
]
