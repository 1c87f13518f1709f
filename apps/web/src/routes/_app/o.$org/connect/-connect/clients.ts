/** What stands in the settings until a key was made on this page. */
export const KEY_PLACE = 'YOUR_KEY'

export const clientIds = ['claude-desktop', 'claude-code', 'cursor', 'vscode', 'rest'] as const
export type ClientId = (typeof clientIds)[number]

export const clientNames: Record<ClientId, string> = {
  'claude-desktop': 'Claude Desktop',
  'claude-code': 'Claude Code',
  cursor: 'Cursor',
  vscode: 'VS Code',
  rest: 'Programs',
}

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

/** What to do in this client, step by step, with settings to paste. */
export function setupSteps(client: ClientId, hub: Hub): SetupStep[] {
  return [...steps[client](hub), ...(client === 'rest' ? [] : [ASK])]
}

const bearer = ({ key }: Hub) => ({ Authorization: `Bearer ${key}` })

const steps: Record<ClientId, (hub: Hub) => SetupStep[]> = {
  'claude-desktop': ({ origin, key }) => [
    { words: 'In Claude, open Settings, then Developer, then Edit Config.' },
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
      code: `claude mcp add --transport http hub ${hub.origin}/mcp \\\n  --header "Authorization: ${bearer(hub).Authorization}"`,
    },
    { words: 'Check that it is there.', code: 'claude mcp list' },
  ],
  cursor: (hub) => [
    { words: 'Open the file .cursor/mcp.json in your project, or create it.' },
    {
      words: 'Paste this and save.',
      name: '.cursor/mcp.json',
      code: json({ mcpServers: { hub: { url: `${hub.origin}/mcp`, headers: bearer(hub) } } }),
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
            url: `${hub.origin}/mcp`,
            headers: { Authorization: 'Bearer ${input:hub-key}' },
          },
        },
      }),
    },
    { words: 'Press Start above the entry and paste the key.' },
  ],
  rest: (hub) => [
    {
      words: 'Read: every question of the hub is a GET.',
      name: 'Terminal',
      code: `curl "${hub.origin}/api/v1/modules/ops/tasks/list?status=open" \\\n  -H "Authorization: ${bearer(hub).Authorization}"`,
    },
    {
      words: 'Write: every act is a POST. With an idempotency key it never happens twice.',
      name: 'Terminal',
      code: `curl -X POST ${hub.origin}/api/v1/modules/ops/tasks/create \\\n  -H "Authorization: ${bearer(hub).Authorization}" \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: order-beans-1" \\\n  -d '{"title": "Order beans", "priority": "high"}'`,
    },
  ],
}
