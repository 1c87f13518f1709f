import { describe, expect, it } from 'vitest'
import { KEY_PLACE, programSteps, setupSteps, waysOf } from './clients.ts'
import { clientIds } from './connect-search.ts'
import {
  keyRights,
  presetScopes,
  scopesFor,
  scopeWords,
  unaskedWords,
} from '../../../../../components/scope-presets.ts'
import type { KeyWish } from '../../../../../components/scope-presets.ts'

const scope = (name: string) => ({
  name,
  title: name,
  canWrite: !name.endsWith('.read'),
  isForTools: name !== 'assistant.use',
})
const scopes = [
  'ops.task.read',
  'ops.task.write',
  'assistant.use',
  'credits.read',
  'audit.read',
  'apiKey.write',
  'member.invite',
].map(scope)

describe('what a new key may do (AUTH-13)', () => {
  it('is only reading under "read only", without the audit log', () => {
    expect(presetScopes('read', scopes, [])).toEqual(['ops.task.read', 'credits.read'])
  })

  it('never hands out access under "read and write"', () => {
    expect(presetScopes('write', scopes, [])).toEqual([
      'ops.task.read',
      'ops.task.write',
      'assistant.use',
      'credits.read',
    ])
  })

  it('is what was ticked, as far as the person holds it', () => {
    expect(presetScopes('custom', scopes, ['audit.read', 'billing.write'])).toEqual(['audit.read'])
  })

  it('is changed without asking only within its scopes', () => {
    const tools = [
      { procedure: 'modules.ops.tasks.create', title: 'Create a task', scope: 'ops.task.write' },
      { procedure: 'organizations.update', title: 'Change the organization', scope: 'organization.write' },
    ]
    const rights = (wish: Partial<KeyWish>) =>
      keyRights(
        { kind: 'assistant', preset: 'write', chosen: [], unasked: null, ...wish },
        { scopes, unaskedTools: tools },
      )
    expect(rights({}).askable).toEqual([tools[0]])
    expect(rights({}).unaskedTools).toEqual([])
    const both = tools.map(({ procedure }) => procedure)
    expect(rights({ unasked: both }).unaskedTools).toEqual(['modules.ops.tasks.create'])
    expect(rights({ unasked: both, preset: 'read' })).toMatchObject({ unaskedTools: [], isUnclear: false })
    expect(rights({ unasked: [] }).isUnclear).toBe(true)
    expect(rights({ preset: 'custom' }).isBare).toBe(true)
    expect(rights({ kind: 'program', unasked: both })).toMatchObject({
      askable: [],
      unaskedTools: [],
      isUnclear: false,
    })
    expect(unaskedWords(1)).toBe('1 change without asking')
    expect(unaskedWords(3)).toBe('3 changes without asking')
  })

  it('leaves out for an assistant what no tool needs', () => {
    expect(scopesFor('assistant', scopes).map(({ name }) => name)).not.toContain('assistant.use')
    expect(scopesFor('program', scopes)).toEqual(scopes)
  })

  it('is said in a word or two', () => {
    expect(scopeWords(['ops.task.read', 'credits.read'])).toBe('Read')
    expect(scopeWords(['ops.task.read', 'ops.task.write'])).toBe('Read, write')
    expect(scopeWords(['assistant.use'])).toBe('One thing')
  })
})

describe('the settings to paste', () => {
  const hub = { origin: 'https://hub.example', key: 'hub_key_1' }
  const codeOf = (client: Parameters<typeof setupSteps>[0]) =>
    setupSteps(client, 'key', hub).flatMap(({ code }) => code ?? [])

  it('name the address and the key where the client takes a header', () => {
    expect(codeOf('claude-code')[0]).toBe(
      'claude mcp add --transport http hub https://hub.example/mcp \\\n  --header "Authorization: Bearer hub_key_1"',
    )
    expect(JSON.parse(codeOf('cursor')[0] ?? '')).toEqual({
      mcpServers: { hub: { url: 'https://hub.example/mcp', headers: { Authorization: 'Bearer hub_key_1' } } },
    })
  })

  it('start the program that relays where the client takes no header', () => {
    expect(JSON.parse(codeOf('claude')[0] ?? '')).toMatchObject({
      mcpServers: {
        hub: {
          command: 'node',
          args: [expect.stringMatching(/scripts\/boot\.mjs$/), 'mcp', '--url', 'https://hub.example'],
          env: { HUB_API_KEY: 'hub_key_1' },
        },
      },
    })
  })

  it('let VS Code keep the key out of the file', () => {
    const [file = ''] = codeOf('vscode')
    expect(JSON.parse(file)).toMatchObject({
      servers: { hub: { type: 'http', url: 'https://hub.example/mcp' } },
    })
    expect(file).not.toContain('hub_key_1')
  })

  it('hold no key where a person signs in', () => {
    for (const client of clientIds.filter((id) => waysOf(id, hub).includes('sign-in'))) {
      const steps = setupSteps(client, 'sign-in', hub)
      expect(steps.some(({ code }) => code?.includes('https://hub.example/mcp'))).toBe(true)
      expect(JSON.stringify(steps)).not.toContain(hub.key)
    }
  })

  it('ask for signing in first, where the client reaches the hub', () => {
    expect(waysOf('claude', hub)).toEqual(['sign-in', 'key'])
    expect(waysOf('rest', hub)).toEqual(['key'])
    const local = { origin: 'http://localhost:3000', key: KEY_PLACE }
    expect(waysOf('cursor', local)).toEqual(['sign-in', 'key'])
    expect(waysOf('claude', local)).toEqual(['key'])
    expect(waysOf('chatgpt', local)).toEqual([])
    expect(setupSteps('chatgpt', 'sign-in', local)).toEqual([
      { words: expect.stringContaining('only hubs with an https address') },
    ])
  })

  it('say where the key goes before there is one', () => {
    const [step] = setupSteps('rest', 'key', { origin: hub.origin, key: KEY_PLACE })
    expect(step?.code).toContain(`Bearer ${KEY_PLACE}`)
  })
})

describe('the calls that a program is shown', () => {
  const hub = { origin: 'https://hub.example', key: 'hub_key_1' }
  const programs = {
    read: 'modules/shelf/list',
    write: { path: 'modules/shelf/put', body: '{"name": "Lamps"}', idempotencyKey: 'lamps-1' },
  }
  const codesOf = (shown: Parameters<typeof programSteps>[1]) =>
    programSteps(hub, shown).map(({ code = '' }) => code.split('\\\n').map((line) => line.trim()))

  it('are those of the first module that has some', () => {
    const authorization = '-H "Authorization: Bearer hub_key_1"'
    expect(codesOf([{}, { programs }])).toEqual([
      ['curl "https://hub.example/api/v1/modules/shelf/list"', authorization],
      [
        'curl -X POST https://hub.example/api/v1/modules/shelf/put',
        authorization,
        '-H "Content-Type: application/json"',
        '-H "Idempotency-Key: lamps-1"',
        `-d '{"name": "Lamps"}'`,
      ],
    ])
  })

  it('are a question about the organization where no module has any', () => {
    expect(codesOf([]).map(([first]) => first)).toEqual([
      'curl "https://hub.example/api/v1/organizations/get"',
    ])
  })
})
