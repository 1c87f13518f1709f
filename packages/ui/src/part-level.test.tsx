import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ApprovalCard } from './approval-card.tsx'
import { Card } from './card.tsx'
import { Dialog } from './dialog.tsx'
import { Drawer } from './drawer.tsx'
import { Empty } from './empty.tsx'
import { ErrorState } from './error-state.tsx'

afterEach(cleanup)

const parts = (
  <>
    <Empty title="No cars yet" />
    <ErrorState title="The cars could not be loaded" />
    <ApprovalCard
      question="Create a task?"
      state="pending"
      approveLabel="Create"
      declineLabel="Don’t create"
      onApprove={() => {}}
      onDecline={() => {}}
    />
  </>
)
const headings = () => screen.getAllByRole('heading', { name: /cars|task/ }).map(({ tagName }) => tagName)

it('a part that stands under the title of the page has the level below it', () => {
  render(<Card>{parts}</Card>)
  expect(headings()).toEqual(['H2', 'H2', 'H2'])
})

it.each([
  ['card', <Card title="Own">{parts}</Card>],
  [
    'drawer',
    <Drawer open title="Own" onOpenChange={() => {}}>
      {parts}
    </Drawer>,
  ],
  [
    'dialog',
    <Dialog open title="Own" onOpenChange={() => {}}>
      {parts}
    </Dialog>,
  ],
])('a part in a %s with a title has the level below that', (_, shown) => {
  render(shown)
  expect(headings()).toEqual(['H3', 'H3', 'H3'])
})
