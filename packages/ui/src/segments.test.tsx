import { useState } from 'react'
import { expect, test } from 'vitest'

import { Segments } from './segments.tsx'
import { Tabs, TabPanel } from './tabs.tsx'
import { render, screen, userEvent } from './testing.ts'

function View() {
  const [value, setValue] = useState<'board' | 'list' | 'week'>('board')
  return (
    <Segments
      label="View"
      value={value}
      onValueChange={setValue}
      options={[
        { value: 'board', label: 'Board' },
        { value: 'list', label: 'List' },
        { value: 'week', label: 'Week' },
      ]}
    />
  )
}

test('one Tab reaches the chosen segment and arrow keys choose the next', async () => {
  render(<View />)
  await userEvent.tab()
  expect(screen.getByRole('radio', { name: 'Board' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('radio', { name: 'List' })).toBeChecked()
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(screen.getByRole('radio', { name: 'Week' })).toBeChecked()
  expect(screen.getByRole('radiogroup', { name: 'View' })).toBeVisible()
})

function Clients() {
  const [value, setValue] = useState('claude')
  return (
    <Tabs
      label="Client"
      value={value}
      onValueChange={setValue}
      tabs={[
        { value: 'claude', label: 'Claude' },
        { value: 'cursor', label: 'Cursor' },
      ]}
    >
      <TabPanel value="claude">In Claude</TabPanel>
      <TabPanel value="cursor">In Cursor</TabPanel>
    </Tabs>
  )
}

test('arrow keys move between tabs and show the panel of each', async () => {
  render(<Clients />)
  screen.getByRole('tab', { name: 'Claude' }).focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('tab', { name: 'Cursor' })).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tabpanel', { name: 'Cursor' })).toHaveTextContent('In Cursor')
})

test('segments of one switch belong together, and not to those of another', () => {
  render(
    <>
      <View />
      <View />
    </>,
  )
  const names = screen.getAllByRole('radio').map((radio) => radio.getAttribute('name'))
  expect(names.slice(0, 3)).toEqual([names[0], names[0], names[0]])
  expect(names[0]).toBeTruthy()
  expect(names[3]).not.toBe(names[0])
})
