import { press } from '../../../../platform/print/press.ts'
import { renderInvoice } from './invoice.ts'

press(renderInvoice)
