import type { KeyKind } from '@hub/api/schemas/shared/key-kind'
import { moduleReferences } from '../../../../../modules/reference.ts'
import type { ModuleReference } from '../../../../../modules/web-module.ts'
import { ways } from './connect-search.ts'
import type { ClientId, Way } from './connect-search.ts'

/** What stands in the settings until a key was made on this page. */
export const KEY_PLACE = 'YOUR_KEY'

export const clientNames: Record<ClientId, string> = {
  claude: 'Claude',
  'claude-code': 'Claude Code',
  cursor: 'Cursor',
  vscode: 'VS Code',
  chatgpt: 'ChatGPT',
  rest: 'Programs',
}

/** A key made on this page, and whom for. */
export interface MadeKey {
  text: string
  kind: KeyKind
}

/** Which kind of key goes into the settings of this client. */
export const kindOf = (client: ClientId): KeyKind => (client === 'rest' ? 'program' : 'assistant')

export interface SetupStep {
  words: string
  /** File or place of the code; without it the code is one line. */
  name?: string
  code?: string
}

export interface Hub {
  /** The address people open, without a slash at its end. */
  origin: string
  /** The key, or KEY_PLACE. */
  key: string
}

const ASK = { words: 'Ask it: “What is on my task board today?”' }
const json = (value: unknown): string => JSON.stringify(value, null, 2)

/** The ways this client can go at a hub of this address, the easiest first. */
export function waysOf(client: ClientId, { origin }: Pick<Hub, 'origin'>): readonly Way[] {
  const canSignIn = client in signInSteps && (!onlineClients.has(client) || origin.startsWith('https:'))
  return ways.filter((way) => (way === 'key' ? client in keySteps : canSignIn))
}

/** What to do in this client, step by step, with settings to paste. */
export function setupSteps(client: ClientId, way: Way, hub: Hub): SetupStep[] {
  if (!waysOf(client, hub).includes(way)) return [unreachable(client, hub)]
  const steps = (way === 'key' ? keySteps : signInSteps)[client]?.(hub) ?? []
  return client === 'rest' ? steps : [...steps, ASK]
}

/** These call the hub from their own servers, so it needs an address on the internet. */
const onlineClients: ReadonlySet<ClientId> = new Set(['claude', 'chatgpt'])
const unreachable = (client: ClientId, { origin }: Hub): SetupStep => ({
  words: `${clientNames[client]} reaches only hubs with an https address on the internet, and this one is at ${origin}.`,
})

const address = ({ origin }: Hub): string => `${origin}/mcp`
const choose = { words: 'Sign in when it asks, and choose what it may do.' }

type Steps = Partial<Record<ClientId, (hub: Hub) => SetupStep[]>>

const signInSteps: Steps = {
  claude: (hub) => [
    { words: 'In Claude, open Settings, then Connectors, then Add custom connector.' },
    { words: 'Paste this address and press Add.', code: address(hub) },
    choose,
  ],
  'claude-code': (hub) => [
    {
      words: 'Run this where you work.',
      name: 'Terminal',
      code: `claude mcp add --transport http hub ${address(hub)}`,
    },
    { words: 'Start Claude, type /mcp and press Authenticate.' },
    choose,
  ],
  cursor: (hub) => [
    { words: 'Open the file .cursor/mcp.json in your project, or create it.' },
    {
      words: 'Paste this and save.',
      name: '.cursor/mcp.json',
      code: json({ mcpServers: { hub: { url: address(hub) } } }),
    },
    choose,
  ],
  vscode: (hub) => [
    { words: 'Open the file .vscode/mcp.json in your project, or create it.' },
    {
      words: 'Paste this, save, and press Start above the entry.',
      name: '.vscode/mcp.json',
      code: json({ servers: { hub: { type: 'http', url: address(hub) } } }),
    },
    choose,
  ],
  chatgpt: (hub) => [
    { words: 'In ChatGPT, open Settings, then Connectors, and add one of your own.' },
    { words: 'Paste this address and press Create.', code: address(hub) },
    choose,
  ],
}

const bearer = ({ key }: Hub) => ({ Authorization: `Bearer ${key}` })

const keySteps: Steps = {
  claude: ({ origin, key }) => [
    { words: 'In Claude Desktop, open Settings, then Developer, then Edit Config.' },
    {
      words: 'Paste this, put in the folder of Smart AI Hub on this computer, and save.',
      name: 'claude_desktop_config.json',
      code: json({
        mcpServers: {
          hub: {
            command: 'node',
            args: ['/path/to/smart-ai-hub/scripts/boot.mjs', 'mcp', '--url', origin],
            env: { HUB_API_KEY: key },
          },
        },
      }),
    },
    { words: 'Close Claude completely and open it again.' },
  ],
  'claude-code': (hub) => [
    {
      words: 'Run this where you work.',
      name: 'Terminal',
      code: `claude mcp add --transport http hub ${address(hub)} \\\n  --header "Authorization: ${bearer(hub).Authorization}"`,
    },
    { words: 'Check that it is there.', code: 'claude mcp list' },
  ],
  cursor: (hub) => [
    { words: 'Open the file .cursor/mcp.json in your project, or create it.' },
    {
      words: 'Paste this and save.',
      name: '.cursor/mcp.json',
      code: json({ mcpServers: { hub: { url: address(hub), headers: bearer(hub) } } }),
    },
  ],
  vscode: (hub) => [
    { words: 'Open the file .vscode/mcp.json in your project, or create it.' },
    {
      words: 'Paste this and save. VS Code asks for the key once and keeps it.',
      name: '.vscode/mcp.json',
      code: json({
        inputs: [{ type: 'promptString', id: 'hub-key', description: 'Smart AI Hub key', password: true }],
        servers: {
          hub: {
            type: 'http',
            url: address(hub),
            headers: { Authorization: 'Bearer ${input:hub-key}' },
          },
        },
      }),
    },
    { words: 'Press Start above the entry and paste the key.' },
  ],
  rest: (hub) => programSteps(hub, moduleReferences),
}

/** A question as a program asks it and, where a module has one to show, an act. */
export function programSteps(hub: Hub, shown: readonly Pick<ModuleReference, 'programs'>[]): SetupStep[] {
  const calls = shown.find(({ programs }) => programs)?.programs
  const authorization = `-H "Authorization: ${bearer(hub).Authorization}"`
  const read: SetupStep = {
    words: 'Read: every question of the hub is a GET.',
    name: 'Terminal',
    code: `curl "${hub.origin}/api/v1/${calls?.read ?? 'organizations/get'}" \\\n  ${authorization}`,
  }
  if (!calls) return [read]
  const { path, body, idempotencyKey } = calls.write
  const write: SetupStep = {
    words: 'Write: every act is a POST. With an idempotency key it never happens twice.',
    name: 'Terminal',
    code: `curl -X POST ${hub.origin}/api/v1/${path} \\\n  ${authorization} \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: ${idempotencyKey}" \\\n  -d '${body}'`,
  }
  return [read, write]
}
