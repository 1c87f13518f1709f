import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const LOAD = 'modules.foundry.datasets.load'
let answerType = () => {}
const REMOVE = 'modules.foundry.datasets.remove'
const permissions = ['foundry.data.read', 'foundry.data.manage', 'organization.read']
const made = {
  id: ID,
  title: 'Parts',
  origin: 'file',
  isRemovable: true,
  records: 0,
  loads: 0,
  updatedAt: '2026-11-26T08:00:00.000Z',
  version: 1,
  keyFields: [],
  types: [],
  history: [],
}
const none = { ymd: 1, dmy: 1, mdy: 1 }
const column = {
  title: 'Name',
  kind: 'text',
  path: ['Name'],
  filled: 1,
  distinct: 1,
  samples: ['Bolt'],
  unread: { number: { point: 1, comma: 1 }, yesno: 1, day: none, instant: none },
}
const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.foundry.datasets.list': () => ({ items: [], nextCursor: null }),
  'modules.foundry.datasets.create': () => made,
  'modules.foundry.datasets.preview': () => ({
    records: 1,
    isAll: true,
    fields: [column],
    keyFields: [],
    problems: [],
    unread: [],
  }),
  'modules.foundry.types.create': () => {
    const { promise, resolve } = Promise.withResolvers<object>()
    answerType = () => resolve({ id: ID })
    return promise
  },
  [LOAD]: () => ({ jobId: ID, loadId: ID }),
  [REMOVE]: () => ({}),
})
beforeEach(() => hub.server.use(http.post('*/files', () => HttpResponse.json({ id: ID }))))

/** A file that was chosen and looked into, and is not brought in yet. */
async function choose() {
  const app = hub.open('/o/tide-fennel/foundry/sources?add=true')
  await screen.findByRole('dialog', { name: 'Bring in a file' })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('There is no place for a file.')
  await userEvent.setup().upload(input, new File(['Name\nBolt'], 'parts.csv', { type: 'text/csv' }))
  await screen.findByRole('dialog', { name: 'What is in this file?' })
  return app
}

const toSources = ({ router }: Awaited<ReturnType<typeof choose>>) =>
  router.navigate({ to: '/o/$org/foundry/sources', params: { org: 'tide-fennel' }, search: {} })

describe('a file that is not brought in after all leaves no source behind', () => {
  it('when somebody goes to another page', async () => {
    const app = await choose()
    await toSources(app)
    await waitFor(() => expect(hub.inputs(REMOVE)).toMatchObject([{ id: ID }]))
  })

  it('when the page is loaded anew or closed', async () => {
    await choose()
    dispatchEvent(new Event('pagehide'))
    await waitFor(() => expect(hub.inputs(REMOVE)).toMatchObject([{ id: ID }]))
  })

  it('but stays when it is being brought in', async () => {
    const app = await choose()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Bring it in' }))
    await waitFor(() => expect(hub.inputs('modules.foundry.types.create')).toHaveLength(1))
    await toSources(app)
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    dispatchEvent(new Event('pagehide'))
    answerType()
    await waitFor(() => expect(hub.inputs(LOAD)).toHaveLength(1))
    expect(hub.inputs(REMOVE)).toEqual([])
  })
})
