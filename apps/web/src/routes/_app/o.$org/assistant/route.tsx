import { Button } from '@hub/ui/button'
import { Drawer } from '@hub/ui/drawer'
import { createFileRoute, Outlet, useLocation } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useEffect, useState } from 'react'
import { paging } from '../../../../paging.ts'
import { CONVERSATIONS } from './-assistant/assistant-search.ts'
import { ConversationList } from './-assistant/conversation-list.tsx'

/** The conversations beside the one that is open; under 960 px they are in a drawer. */
export const Route = createFileRoute('/_app/o/$org/assistant')({
  staticData: { title: 'Assistant' },
  loader: ({ context: { hub } }) =>
    void hub.queryClient.prefetchInfiniteQuery(
      hub.trpc.assistant.conversations.list.infiniteQueryOptions({ limit: CONVERSATIONS }, paging),
    ),
  component: Assistant,
})

function Assistant() {
  return (
    <div className="flex min-w-0 flex-1">
      <nav
        aria-label="Conversations"
        className="sticky top-[calc(var(--bars)+var(--topbar))] h-[calc(100dvh-var(--bars)-var(--topbar))] w-[264px] flex-none overflow-y-auto border-r border-line p-3 max-desk:hidden"
      >
        <ConversationList />
      </nav>
      <section
        aria-label="Conversation"
        className="flex min-w-0 flex-1 flex-col max-desk:pb-[calc(55px+max(10px,env(safe-area-inset-bottom)))]"
      >
        <ConversationDrawer />
        <Outlet />
      </section>
    </div>
  )
}

function ConversationDrawer() {
  const [isOpen, setOpen] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => setOpen(false), [pathname])
  return (
    <div className="px-4 pt-3 desk:hidden">
      <Button size="sm" onClick={() => setOpen(true)}>
        <MessagesSquare />
        Conversations
      </Button>
      <Drawer side="left" open={isOpen} onOpenChange={setOpen} title="Conversations">
        <ConversationList />
      </Drawer>
    </div>
  )
}
