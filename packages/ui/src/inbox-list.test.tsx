import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { Dialog } from './dialog.tsx'
import { InboxList } from './inbox-list.tsx'
import { SplitView } from './split-view.tsx'
import { render, screen, userEvent, waitFor } from './testing.ts'

const item = (id: string, unread = false) => ({
  id,
  icon: null,
  sentence: `About ${id}`,
  time: '08:00',
  unread,
})

function Inbox({ onAct = () => undefined }: { onAct?: (act: string) => void }) {
  const [gone, setGone] = useState<string[]>([])
  const [open, setOpen] = useState<string | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const groups = [
    { name: 'Today', items: [item('one', true), item('two')].filter(({ id }) => !gone.includes(id)) },
    { name: 'Earlier', items: [item('three')] },
  ]
  return (
    <>
      <SplitView
        listLabel="Inbox"
        detailLabel="What is open"
        onBack={() => setOpen(null)}
        detail={open === null ? null : <p>All about {open}</p>}
        nothing={<p>Choose something</p>}
        list={
          <InboxList
            label="News"
            groups={groups}
            current={open}
            onOpen={setOpen}
            onUnread={(id) => onAct(`unread ${id}`)}
            onDone={(id) => {
              onAct(`done ${id}`)
              setGone([...gone, id])
            }}
            onSnooze={setAsked}
          />
        }
      />
      {asked !== null && (
        <Dialog open title="Snooze until" onOpenChange={() => setAsked(null)}>
          <button
            type="button"
            onClick={() => {
              setAsked(null)
              // As the page does: it goes away a moment after it was asked for.
              setTimeout(() => setGone([...gone, asked]))
            }}
          >
            Tomorrow
          </button>
        </Dialog>
      )}
    </>
  )
}

const row = (id: string) => screen.getByRole('button', { name: new RegExp(`About ${id}`) })

test('keys move through all groups and open what is reached', async () => {
  render(<Inbox />)
  await userEvent.tab()
  expect(row('one')).toHaveFocus()
  await userEvent.keyboard('jjj')
  expect(row('three')).toHaveFocus()
  await userEvent.keyboard('k{Enter}')
  expect(row('two')).toHaveAttribute('aria-current', 'true')
  expect(screen.getByRole('region', { name: 'What is open' })).toHaveTextContent('All about two')
})

test('what is done goes away and the next has focus', async () => {
  const acts = vi.fn<(act: string) => void>()
  render(<Inbox onAct={acts} />)
  row('two').focus()
  await userEvent.keyboard('ue')
  expect(acts.mock.calls).toEqual([['unread two'], ['done two']])
  expect(screen.queryByRole('button', { name: /About two/ })).toBeNull()
  expect(row('three')).toHaveFocus()
})

test('what is asked about before it goes keeps the focus until it has gone', async () => {
  render(<Inbox />)
  row('two').focus()
  await userEvent.keyboard('s')
  await screen.findByRole('dialog', { name: 'Snooze until' })
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(row('two')).toHaveFocus())

  await userEvent.keyboard('s')
  await userEvent.click(await screen.findByRole('button', { name: 'Tomorrow' }))
  await waitFor(() => expect(row('three')).toHaveFocus())
  expect(screen.queryByRole('button', { name: /About two/ })).toBeNull()
})

test('a key with Ctrl is the browser’s', async () => {
  const acts = vi.fn<(act: string) => void>()
  render(<Inbox onAct={acts} />)
  row('one').focus()
  await userEvent.keyboard('{Control>}e{/Control}')
  expect(acts).not.toHaveBeenCalled()
})

test('what is unread says so, and Tab reaches one row', () => {
  render(<Inbox />)
  expect(row('one')).toHaveAccessibleName(/^Unread:\s*About one/)
  expect(screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
})
