import { parseArgs } from 'node:util'
import { loadMcpEnv } from './env.ts'
import { relay } from './relay.ts'
import type { Toolset } from './tools.ts'

const USAGE =
  'Usage: mcp [--url https://hub.example.com] [--toolset name] [--readonly]; an API key for assistants goes into HUB_API_KEY.'

interface Options {
  url: string | undefined
  toolset: Toolset
}

function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string' },
      toolset: { type: 'string' },
      readonly: { type: 'boolean', default: false },
    },
  })
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new Error(`${values.url} is no address. ${USAGE}`)
  if (values.readonly && values.toolset === undefined)
    throw new Error(`--readonly needs a --toolset. ${USAGE}`)
  return { url: values.url, toolset: { name: values.toolset ?? null, readOnly: values.readonly } }
}

async function main(): Promise<void> {
  const { url, toolset } = optionsOf(process.argv.slice(2))
  const env = loadMcpEnv()
  const { apiKey } = env
  if (apiKey === undefined)
    throw new Error('Set HUB_API_KEY to an API key for assistants; make one on the Connect page of the hub.')
  if (url !== undefined) return relay({ url, apiKey, toolset })
  // Loaded only here: a relay needs none of the hub and starts at once.
  const { serveStdioClient } = await import('./serve-stdio.ts')
  return serveStdioClient(env, { apiKey, toolset })
}

try {
  await main()
  process.exit(0)
} catch (error) {
  // Standard output belongs to the protocol.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
