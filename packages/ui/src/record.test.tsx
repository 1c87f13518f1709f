import { useState } from 'react'
import { expect, test } from 'vitest'

import { Fact, Facts, RecordPage, RelatedLists } from './record.tsx'
import { Stepper } from './stepper.tsx'
import { render, screen, userEvent } from './testing.ts'
import { Timeline, TimelineStep } from './timeline.tsx'

test('a fact is a name with its value and where it comes from', () => {
  render(
    <Facts label="Facts">
      <Fact name="Email" source="Ana, 12 Nov">
        hello@lantern.example
      </Fact>
    </Facts>,
  )
  expect(screen.getByRole('term')).toHaveTextContent('Email')
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
    'hello@lantern.example',
    'Ana, 12 Nov',
  ])
})

function Lists() {
  const [list, setList] = useState<'a' | 'b'>('a')
  return (
    <RelatedLists
      label="What belongs to it"
      value={list}
      onValueChange={setList}
      lists={[
        { id: 'a', name: 'Invoices', count: 61, content: 'INV-2058' },
        { id: 'b', name: 'Orders', content: '#20418' },
      ]}
    />
  )
}

test('related lists are shown one at a time and are all there for paper', async () => {
  render(<Lists />)
  expect(screen.getByRole('tab', { name: /Invoices/ })).toHaveTextContent('61')
  expect(screen.getByText('#20418')).not.toBeVisible()
  await userEvent.click(screen.getByRole('tab', { name: 'Orders' }))
  expect(screen.getByText('#20418')).toBeVisible()
})

test('a record page has one heading, with what can be done', () => {
  render(
    <RecordPage title="Lantern Street Bakery" actions={<button type="button">Ask</button>}>
      Facts
    </RecordPage>,
  )
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Lantern Street Bakery')
  expect(screen.getByRole('button', { name: 'Ask' })).toBeInTheDocument()
})

test('a step of a task that is done leads back, one to come does not', async () => {
  const went: string[] = []
  render(
    <Stepper
      label="Import"
      current="b"
      onStep={(id) => went.push(id)}
      steps={['a', 'b', 'c'].map((id) => ({ id, name: `Step ${id}` }))}
    />,
  )
  expect(screen.getByRole('status')).toHaveTextContent('Step 2 of 3: Step b')
  const [done, present, next] = screen.getAllByRole('listitem')
  expect(done).toHaveTextContent('Step a, done')
  expect(present).toHaveAttribute('aria-current', 'step')
  expect(next).not.toHaveAttribute('aria-current')
  expect(screen.getAllByRole('button')).toHaveLength(1)
  await userEvent.click(screen.getByRole('button'))
  expect(went).toEqual(['a'])
})

test('an entry of a timeline without a state has no word for one', () => {
  render(
    <Timeline label="Who says what">
      <TimelineStep name="Ana" time="12 Nov" icon={<i />} />
      <TimelineStep name="Read" state="failed" />
    </Timeline>,
  )
  const [entry, failed] = screen.getAllByRole('listitem')
  expect(entry).toHaveTextContent(/^Ana12 Nov$/)
  expect(failed).toHaveTextContent('Failed: Read')
})
