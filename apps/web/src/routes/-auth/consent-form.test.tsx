import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConsentDetails } from '../../consent.ts'
import { me, openApp } from '../../testing/open-app.tsx'
import { standIn } from '../../testing/stand-in.ts'

const scopes = [
  { name: 'ops.task.read', title: 'See tasks', canWrite: false, module: 'ops', level: 'read' },
  { name: 'ops.task.write', title: 'Change tasks', canWrite: true, module: 'ops', level: 'write' },
  { name: 'audit.read', title: 'See the audit log', canWrite: false, module: null, level: null },
] as const
const details: ConsentDetails = {
  clientName: 'Probe Desktop',
  clientId: 'c1',
  hasDocument: false,
  redirectHost: 'localhost',
  isLocal: true,
  isTranslatedHost: false,
  foreignLetters: [],
  hasInvisible: false,
  scopes: [...scopes],
  modules: [{ name: 'ops', title: 'Ops copilot' }],
  organizations: [
    { slug: 'bakery', name: 'Harbor Lane Bakery', role: 'owner', scopes: scopes.map(({ name }) => name) },
    { slug: 'fennel', name: 'Tide and Fennel', role: 'viewer', scopes: ['ops.task.read'] },
  ],
}

describe('the answer to an application (AUTH-14)', () => {
  const hub = standIn({ 'auth.me': () => me })
  let app: ReturnType<typeof openApp>
  const sent: { to: string; org: string | null; body: unknown }[] = []

  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  afterEach(() => {
    app.close()
    cleanup()
    location.hash = ''
    sent.length = 0
  })

  function open(changes: Partial<ConsentDetails> = {}) {
    hub.server.use(
      http.get('*/oauth/consent/:id/details', () => HttpResponse.json({ ...details, ...changes })),
      http.post('*/oauth/consent/:id/:answer', async ({ request, params }) => {
        sent.push({
          to: String(params['answer']),
          org: request.headers.get('x-hub-org'),
          body: await request.json(),
        })
        // The one address a test's browser can go to.
        return HttpResponse.json({ redirectTo: '#answered' })
      }),
    )
    app = openApp('/oauth/consent/r1')
  }

  it('shows who asks, where the answer goes, and what is delicate unticked', async () => {
    open()
    expect(await screen.findByRole('heading', { name: 'Connect Probe Desktop?' })).toBeVisible()
    expect(screen.getByText('localhost')).toBeVisible()
    expect(screen.getByText(/A program on this computer asks/)).toBeVisible()
    expect(screen.getByLabelText('Ops copilot')).toHaveDisplayValue('Write')
    expect(screen.getByText('See tasks, change tasks.')).toBeVisible()
    expect(screen.getByLabelText('See the audit log')).not.toBeChecked()
    expect(screen.queryByText('Look twice.')).toBeNull()
  })

  it('sends exactly what is chosen, for the organization that is chosen', async () => {
    open()
    const user = userEvent.setup()
    await user.selectOptions(await screen.findByLabelText('Ops copilot'), 'Read')
    expect(screen.getByText('See tasks.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Allow' }))
    await waitFor(() => expect(location.hash).toBe('#answered'))
    expect(sent).toEqual([{ to: 'allow', org: 'bakery', body: { scopes: ['ops.task.read'] } }])
  })

  it('offers no more than the role in the chosen organization holds', async () => {
    open()
    const user = userEvent.setup()
    await user.selectOptions(await screen.findByLabelText('Organization'), 'fennel')
    const choices = [...screen.getByLabelText('Ops copilot').children].map((option) => option.textContent)
    expect(choices).toEqual(['None', 'Read'])
    expect(screen.queryByLabelText('See the audit log')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Allow' }))
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent).toEqual([{ to: 'allow', org: 'fennel', body: { scopes: ['ops.task.read'] } }])
  })

  it('says no with one press', async () => {
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Deny' }))
    await waitFor(() => expect(sent).toEqual([{ to: 'deny', org: null, body: {} }]))
  })

  it('says plainly what makes a name or address look like another', async () => {
    open({
      clientName: 'Сlaude',
      foreignLetters: ['С'],
      hasInvisible: true,
      redirectHost: 'xn--laude-0ye.example',
      isLocal: false,
      isTranslatedHost: true,
    })
    expect(await screen.findByText('Look twice.')).toBeVisible()
    expect(screen.getByText(/letters of another alphabet that can look like ours: С/)).toBeVisible()
    expect(screen.getByText(/characters that cannot be seen/)).toBeVisible()
  })

  it('allows nothing where nothing is chosen', async () => {
    open()
    const user = userEvent.setup()
    await user.selectOptions(await screen.findByLabelText('Ops copilot'), 'None')
    expect(screen.getByText('Nothing there.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Allow' })).toBeDisabled()
  })

  it('says what to do when the request is over', async () => {
    open()
    hub.server.use(
      http.get('*/oauth/consent/:id/details', () =>
        HttpResponse.json({ code: 'NOT_FOUND', message: 'This request is over.' }, { status: 404 }),
      ),
    )
    app.close()
    cleanup()
    app = openApp('/oauth/consent/r1')
    expect(await screen.findByText(/This request is over/)).toBeVisible()
  })
})
