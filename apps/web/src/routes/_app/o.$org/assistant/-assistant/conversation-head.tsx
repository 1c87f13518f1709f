import type { Conversation } from '@hub/api/schemas/assistant'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../../lazy-part.ts'
import { PageHeadActs } from '../../../../../shell/page-head.tsx'

// Dialogs are heavier than the head, and not needed before somebody opens one.
const loadDialogs = () => import('./conversation-dialogs.tsx')
const Rename = lazyPart(async () => (await loadDialogs()).RenameConversation)
const Remove = lazyPart(async () => (await loadDialogs()).RemoveConversation)

/** The name of the conversation and what can be done with it as a whole. */
export function ConversationHead({ conversation }: { conversation: Conversation }) {
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  return (
    <>
      {/* The top bar shows it; this is for who goes from heading to heading. */}
      <h1 className="sr-only">{conversation.title}</h1>
      <PageHeadActs>
        <Menu
          trigger={
            <IconButton size="sm" label="More about this conversation">
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuItem icon={<Pencil aria-hidden="true" />} onClick={() => setDialog('rename')}>
            Rename
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onClick={() => setDialog('remove')}>
            Remove
          </MenuItem>
        </Menu>
      </PageHeadActs>
      <Suspense>
        {dialog === 'rename' && <Rename conversation={conversation} onClose={() => setDialog(null)} />}
        {dialog === 'remove' && <Remove conversation={conversation} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  )
}
