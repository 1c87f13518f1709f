import '@testing-library/jest-dom/vitest'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { me, openApp } from '../../../../testing/open-app.tsx'
import { standIn } from '../../../../testing/stand-in.ts'

const URL_OF = '/avatars/one.webp'
const organization = me.organizations[0]
const others = {
  ...organization,
  id: '01a1f859-d525-702e-874d-6f9b61ee33cc',
  slug: 'mill',
  name: 'The Mill',
  role: 'viewer',
}
const month = (at: string, acts: number) => ({
  month: at,
  acts,
  calls: 2,
  spentMicro: 1_500_000,
  counts: { 'ops.created': 1, 'ops.finished': 0 },
})
const months = Array.from({ length: 12 }, (_, at) =>
  month(new Date(Date.UTC(2025, 11 + at, 1)).toISOString().slice(0, 7), at === 11 ? 40 : 0),
)

let avatarUrl: string | null
const person = () => ({
  user: { ...me.user, avatarUrl },
  organizations: [
    { ...organization, permissions: [...(organization?.permissions ?? []), 'credits.read'] },
    others,
  ],
})

interface Sent {
  headers: Record<string, string>
  bytes: number
}
const sent: Sent[] = []
/** How the hub answers the next uploads, one each; it takes them after that. */
const answers: { status: number; body: object }[] = []
const takeAvatar = http.put('*/auth/avatar', async ({ request }) => {
  sent.push({ headers: Object.fromEntries(request.headers), bytes: (await request.arrayBuffer()).byteLength })
  const answer = answers.shift()
  if (answer) return HttpResponse.json(answer.body, { status: answer.status })
  avatarUrl = URL_OF
  return HttpResponse.json({ avatarUrl })
})

const hub = standIn({
  'auth.me': person,
  'auth.usage': () => ({
    groups: [
      {
        title: 'Tasks',
        counts: [
          { name: 'ops.created', title: 'Created' },
          { name: 'ops.finished', title: 'Finished' },
        ],
      },
    ],
    organizations: [
      { id: organization?.id, slug: 'tide-fennel', name: 'Tide & Fennel', months },
      { id: others.id, slug: 'mill', name: 'The Mill', months: months.map((one) => ({ ...one, acts: 1 })) },
    ],
  }),
  'auth.removeAvatar': () => {
    avatarUrl = null
    return { done: true }
  },
  'auth.updateProfile': person,
  'organizations.roles': () => ({
    roles: ['owner'],
    permissions: [
      { name: 'ops.task.write', title: 'Change tasks', roles: ['owner'] },
      { name: 'audit.read', title: 'Read the log', roles: ['owner'] },
    ],
  }),
  'credits.balance': () => ({
    availableMicro: 12_500_000,
    heldMicro: 0,
    grants: [],
    spentTodayMicro: 0,
    spentThisMonthMicro: 2_000_000,
    perDayMicro: 0,
    lastsUntil: null,
  }),
})
let app: ReturnType<typeof openApp>
beforeAll(() => {
  hub.server.listen({ onUnhandledFrame: 'bypass' })
  // jsdom shows no pictures.
  URL.createObjectURL = vi.fn<() => string>(() => 'blob:preview')
  URL.revokeObjectURL = vi.fn<() => void>()
})
afterAll(() => hub.server.close())
beforeEach(() => {
  avatarUrl = null
  sent.length = 0
  answers.length = 0
  hub.calls.length = 0
  hub.refresh.status = 401
  hub.server.use(takeAvatar)
  app = openApp('/o/tide-fennel/settings?tab=profile')
})
afterEach(() => {
  app.close()
  cleanup()
})

const card = (name: string) => screen.findByRole('region', { name })
const button = (name: string) => screen.findByRole('button', { name })
const png = (bytes = 12) => new File([new Uint8Array(bytes)], 'me.png', { type: 'image/png' })
const pick = async (file: File) => {
  const region = await card('Picture')
  await userEvent.upload(within(region).getByLabelText('Picture'), file, { applyAccept: false })
}
const pictureIn = (region: HTMLElement) => region.querySelector('img')?.getAttribute('src') ?? null

describe('the picture (AUTH-10)', () => {
  it('is looked at, saved, and then stands by the name on every page', async () => {
    await pick(png())
    expect(pictureIn(await card('Picture'))).toBe('blob:preview')
    expect(sent).toEqual([])
    await userEvent.click(await button('Save picture'))
    expect(await screen.findByText('Your picture is saved.')).toBeVisible()
    expect(await button('Choose another')).toHaveFocus()
    expect(sent).toEqual([
      {
        bytes: 12,
        headers: expect.objectContaining({
          'x-hub-csrf': '1',
          'idempotency-key': expect.any(String),
          'content-type': 'image/png',
        }),
      },
    ])
    expect(pictureIn(await card('Picture'))).toBe(URL_OF)
    expect(
      document.querySelectorAll(`nav img[src="${URL_OF}"], aside img[src="${URL_OF}"]`).length,
    ).toBeGreaterThan(0)
  })

  it('may be dropped, and another thing that is dragged over is left alone', async () => {
    const region = await card('Picture')
    const text = within(region).getByText(/drop it here/)
    fireEvent.dragOver(text, { dataTransfer: { types: ['text/plain'], files: [] } })
    expect(fireEvent.dragOver(text, { dataTransfer: { types: ['Files'], files: [] } })).toBe(false)
    fireEvent.drop(text, { dataTransfer: { types: ['Files'], files: [png()] } })
    expect(await button('Save picture')).toBeVisible()
    await userEvent.click(await button('Cancel'))
    expect(pictureIn(region)).toBeNull()
    expect(sent).toEqual([])
  })

  it.each([
    [
      'of another kind',
      new File(['<svg/>'], 'me.svg', { type: 'image/svg+xml' }),
      'Choose a picture: PNG, JPEG, WebP or GIF.',
    ],
    ['that is too large', png(5 * 1024 * 1024 + 1), 'Choose a picture of at most 5 MB.'],
  ])('%s is refused before it is sent', async (_what, file, words) => {
    await pick(file)
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(screen.queryByRole('button', { name: 'Save picture' })).toBeNull()
  })

  it('that the hub refuses says why, and can be tried again', async () => {
    const message = 'This picture is damaged or incomplete. Choose another one.'
    answers.push({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE', message, requestId: 'req-1' } })
    await pick(png())
    await userEvent.click(await button('Save picture'))
    expect(await screen.findByRole('alert')).toHaveTextContent(message)
    await userEvent.click(await button('Save picture'))
    expect(await screen.findByText('Your picture is saved.')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is sent once more as the same act after the session was renewed', async () => {
    hub.refresh.status = 200
    answers.push({
      status: 401,
      body: { code: 'UNAUTHORIZED', message: 'Sign in first.', requestId: 'req-1' },
    })
    await pick(png())
    await userEvent.click(await button('Save picture'))
    expect(await screen.findByText('Your picture is saved.')).toBeVisible()
    expect(sent).toHaveLength(2)
    expect(sent[0]?.headers['idempotency-key']).toBe(sent[1]?.headers['idempotency-key'])
  })

  it('is removed', async () => {
    await pick(png())
    await userEvent.click(await button('Save picture'))
    await userEvent.click(await button('Remove'))
    expect(await screen.findByText('Your picture is removed.')).toBeVisible()
    expect(await button('Choose a picture')).toHaveFocus()
    expect(pictureIn(await card('Picture'))).toBeNull()
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  })
})

describe('the rest of the profile', () => {
  it('says what one may do here, and who one is elsewhere', async () => {
    const region = await card('What you may do in Tide & Fennel')
    const rights = await within(region).findByLabelText('Your rights')
    expect(rights).toHaveTextContent('Change tasksYesRead the logNo')
    expect(within(region).getByLabelText('Your roles elsewhere')).toHaveTextContent('The MillViewer')
    expect(await screen.findByLabelText('Credit account', { selector: 'dl' })).toHaveTextContent('Left12.50')
  })

  it('says what one did in twelve months, in each organization', async () => {
    const region = await card('What you did')
    const totals = await within(region).findByLabelText('In twelve months')
    expect(totals).toHaveTextContent(
      'Changes40Tasks created12Tasks finished0Calls that cost credits24Credits used18',
    )
    await userEvent.selectOptions(within(region).getByLabelText('Organization'), 'The Mill')
    expect(within(region).getByLabelText('In twelve months')).toHaveTextContent('Changes12')
    await userEvent.click(within(region).getByLabelText('Tasks'))
    expect(within(region).getByRole('img', { name: 'Tasks in The Mill, month by month.' })).toBeVisible()
  })

  it('keeps how dense the pages are and where the hub opens', async () => {
    const region = await card('Preferences')
    await userEvent.selectOptions(within(region).getByLabelText('Start page'), 'Connect')
    await userEvent.selectOptions(within(region).getByLabelText('Density'), 'Compact: more on one screen')
    await userEvent.click(within(region).getByRole('button', { name: 'Save preferences' }))
    await waitFor(() =>
      expect(hub.calls.findLast(({ path }) => path === 'auth.updateProfile')?.input).toEqual({
        preferences: { startPage: 'connect', density: 'compact' },
        idempotencyKey: expect.any(String),
      }),
    )
  })
})
