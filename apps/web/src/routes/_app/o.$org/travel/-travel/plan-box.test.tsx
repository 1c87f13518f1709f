import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { contractAnswers, contractPermissions } from '../../../../../testing/contract-answers.ts'
import { me } from '../../../../../testing/open-app.tsx'

const CREATE = 'modules.travel.trips.create'
const answers = contractAnswers()
const hub = appOnHub({
  ...answers,
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((one) => ({ ...one, permissions: contractPermissions })),
  }),
})

it('plans one trip, however often it is sent while the first is on its way', async () => {
  let arrive = () => {}
  hub.procedures.set(CREATE, async (input) => {
    await new Promise<void>((resolve) => (arrive = resolve))
    return answers[CREATE]?.(input)
  })
  const { router } = hub.open('/o/tide-fennel/travel')
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('Your trip in a sentence'), 'Berlin to Lisbon, 3 to 8 May')
  await user.keyboard('{Control>}{Enter}{Enter}{Enter}{/Control}')
  await waitFor(() => expect(hub.inputs(CREATE)).not.toEqual([]))
  await user.keyboard('{Control>}{Enter}{/Control}')
  arrive()
  await waitFor(() => expect(router.state.location.pathname).not.toBe('/o/tide-fennel/travel'))
  expect(hub.inputs(CREATE)).toHaveLength(1)
})
