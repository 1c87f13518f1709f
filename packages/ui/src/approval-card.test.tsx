import { expect, test, vi } from 'vitest'

import { ApprovalCard, type ApprovalCardProps } from './approval-card.tsx'
import { render, screen, userEvent } from './testing.ts'

function setup(props: Partial<ApprovalCardProps> = {}) {
  const acts = { onApprove: vi.fn<() => void>(), onDecline: vi.fn<() => void>(), onEdit: vi.fn<() => void>() }
  render(
    <ApprovalCard
      state="pending"
      question="Create invoice INV-2058?"
      approveLabel="Create and email"
      {...acts}
      {...props}
    >
      <input aria-label="Amount" />
    </ApprovalCard>,
  )
  return acts
}

test.each([
  ['y', 'onApprove'],
  ['e', 'onEdit'],
  ['n', 'onDecline'],
] as const)('the key %s on a focused card calls %s', async (key, called) => {
  const acts = setup()
  screen.getByRole('group', { name: 'Create invoice INV-2058?' }).focus()
  await userEvent.keyboard(key)
  for (const [name, act] of Object.entries(acts)) expect(act).toHaveBeenCalledTimes(name === called ? 1 : 0)
})

test('keys do nothing without focus, with Control, while typing or while an answer is on its way', async () => {
  const acts = setup()
  await userEvent.keyboard('y')
  screen.getByRole('group').focus()
  await userEvent.keyboard('{Control>}y{/Control}')
  await userEvent.type(screen.getByLabelText('Amount'), 'yen')
  expect(screen.getByLabelText('Amount')).toHaveValue('yen')
  expect(acts.onApprove).not.toHaveBeenCalled()
  expect(acts.onDecline).not.toHaveBeenCalled()
})

test('a second answer is ignored while the first is on its way', async () => {
  const acts = setup({ pending: 'approve' })
  screen.getByRole('group').focus()
  await userEvent.keyboard('yn')
  for (const button of screen.getAllByRole('button')) await userEvent.click(button)
  expect(acts.onApprove).not.toHaveBeenCalled()
  expect(acts.onEdit).not.toHaveBeenCalled()
  expect(acts.onDecline).not.toHaveBeenCalled()
})

test('without an editor there is no "Edit first" and E does nothing', async () => {
  const acts = setup({ onEdit: undefined })
  expect(screen.queryByRole('button', { name: 'Edit first' })).not.toBeInTheDocument()
  screen.getByRole('group').focus()
  await userEvent.keyboard('e')
  expect(acts.onApprove).not.toHaveBeenCalled()
})

test('after the answer only the outcome is left', () => {
  setup({ state: 'declined' })
  expect(screen.getByText('You said no. Nothing was created.')).toBeVisible()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})
