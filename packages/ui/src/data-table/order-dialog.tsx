import { ArrangeList } from '../arrange-list.tsx'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { inOrder, movable } from './column-order.ts'
import type { DataColumn, TableDisplay } from './columns.ts'

export interface OrderDialogProps {
  columns: readonly Pick<DataColumn<never>, 'id' | 'title' | 'quiet' | 'fixed'>[]
  display: TableDisplay
  onDisplay: (display: TableDisplay) => void
  onClose: () => void
}

/** In which order the columns stand and which are there: by dragging or by the arrow keys. Loaded by data-table-menu.tsx. */
export function OrderDialog({ columns, display, onDisplay, onClose }: OrderDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Columns"
      description="Drag a handle, or press the arrow keys on it."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ArrangeList
        label="Columns"
        items={movable(inOrder(columns, display.order)).map(({ id, title, fixed = false }) => ({
          id,
          label: title,
          isShown: fixed || !display.hidden.includes(id),
          isFixed: fixed,
        }))}
        onItemsChange={(items) =>
          onDisplay({
            ...display,
            order: items.map(({ id }) => id),
            hidden: items.filter(({ isShown }) => !isShown).map(({ id }) => id),
          })
        }
      />
    </Dialog>
  )
}
