import { setTimeout as sleep } from 'node:timers/promises'
import { MissingRequiredClientCapabilityError } from '@modelcontextprotocol/server'
import type { CallToolResult, ServerContext, Tool } from '@modelcontextprotocol/server'
import { PNG, WAV } from './fixture-contents.ts'
import { declaredBy, questions, spoken } from './fixture-questions.ts'
import type { FixtureResult } from './fixture-questions.ts'

interface FixtureTool {
  description: string
  inputSchema?: Tool['inputSchema']
  run(ctx: ServerContext, args: Record<string, unknown>): Promise<FixtureResult>
}

const PAUSE_MS = 50
const image = { type: 'image', data: PNG, mimeType: 'image/png' } as const

const always = (content: CallToolResult['content']): FixtureTool => ({
  description: 'Always answers the same',
  run: async () => ({ content }),
})

async function countTo100({ mcpReq }: ServerContext): Promise<CallToolResult> {
  const progressToken = mcpReq._meta?.progressToken
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined)
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress, total: 100 },
      })
    await sleep(PAUSE_MS)
  }
  return spoken('Counted.')
}

async function logThrice({ mcpReq }: ServerContext): Promise<CallToolResult> {
  for (const words of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    // The deprecated way is still what the 2025 revisions ask for.
    await mcpReq.log('info', words)
    await sleep(PAUSE_MS)
  }
  return spoken('Logged.')
}

async function needSampling(ctx: ServerContext): Promise<CallToolResult> {
  if (!declaredBy(ctx).sampling)
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } })
  return spoken('The client can sample.')
}

const asking: Record<string, FixtureTool> = Object.fromEntries(
  Object.entries(questions).map(([name, run]) => [name, { description: 'Asks before it answers', run }]),
)

/** Tools of the conformance suite by name. The four that send requests to a 2025 client are not here: a stateless server cannot. */
export const fixtureTools: Record<string, FixtureTool> = {
  ...asking,
  test_simple_text: always([{ type: 'text', text: 'This is a simple text response for testing.' }]),
  test_image_content: always([image]),
  test_audio_content: always([{ type: 'audio', data: WAV, mimeType: 'audio/wav' }]),
  test_embedded_resource: always([
    {
      type: 'resource',
      resource: {
        uri: 'test://embedded-resource',
        mimeType: 'text/plain',
        text: 'This is an embedded resource content.',
      },
    },
  ]),
  test_multiple_content_types: always([
    { type: 'text', text: 'Multiple content types test:' },
    image,
    {
      type: 'resource',
      resource: {
        uri: 'test://mixed-content-resource',
        mimeType: 'application/json',
        text: '{"test":"data","value":123}',
      },
    },
  ]),
  test_error_handling: {
    description: 'Always fails',
    run: async () => ({
      ...spoken('This tool intentionally returns an error for testing'),
      isError: true,
    }),
  },
  test_tool_with_progress: { description: 'Tells how far it is', run: countTo100 },
  test_tool_with_logging: { description: 'Sends log messages', run: logThrice },
  test_logging_tool: { description: 'Sends log messages', run: logThrice },
  test_missing_capability: { description: 'Needs a client that can sample', run: needSampling },
  json_schema_2020_12_tool: {
    description: 'Shows that a schema reaches the client whole',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: { $anchor: 'addressDef', type: 'object', properties: { street: { type: 'string' } } },
      },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
      allOf: [{ anyOf: [{ required: ['name'] }, { required: ['address'] }] }],
      if: { required: ['address'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ['name'] },
      else: { required: ['name'] },
      additionalProperties: false,
    },
    run: async () => spoken('Received.'),
  },
}
