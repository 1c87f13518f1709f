import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const EDIT = 'modules.foundry.objects.edit'
const permissions = ['foundry.data.read', 'foundry.data.write', 'organization.read']
const at = '2026-11-26T08:00:00.000Z'

let clerk = 'Nora'
let version = 1
const whole = () => ({
  id: ID,
  typeId: ID,
  type: 'Receipt',
  key: 'R1',
  title: 'R1',
  dataset: 'Till',
  facts: [{ property: 'clerk', title: 'Clerk', kind: 'text', value: clerk, unreadable: null, edited: null }],
  links: [],
  removedAt: null,
  createdAt: at,
  updatedAt: at,
  version,
})

const hub = appOnHub({
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
  }),
  'modules.foundry.objects.get': whole,
  'modules.foundry.objects.history': () => ({ items: [], nextCursor: null }),
  [EDIT]: (input) => {
    if ((input as { version: number }).version !== version)
      throw refuse('STALE_VERSION', 'Somebody else changed this meanwhile.')
    return whole()
  },
})
beforeEach(() => {
  clerk = 'Nora'
  version = 1
})

describe('correcting a fact that somebody else corrects (FND-1, CON-5)', () => {
  it('says what they wrote, keeps what was typed, and writes over theirs only after that', async () => {
    hub.open(`/o/tide-fennel/foundry/objects/${ID}`)
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Correct Clerk' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Correct clerk' }))
    await user.clear(dialog.getByLabelText('Clerk'))
    await user.type(dialog.getByLabelText('Clerk'), 'Bob')
    expect(dialog.queryByText(/Meanwhile/)).not.toBeInTheDocument()
    clerk = 'Ann'
    version = 2
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText(/Meanwhile it became/)).toHaveTextContent('Meanwhile it became Ann.')
    expect(dialog.getByLabelText('Clerk')).toHaveValue('Bob')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(hub.inputs(EDIT)).toHaveLength(2))
    expect(hub.inputs(EDIT)).toMatchObject([
      { value: 'Bob', version: 1 },
      { value: 'Bob', version: 2 },
    ])
  })
})
