import { openFormulaEditor } from './formula-editor.js';
import { renderFormula } from './render-formula.js';

/** Everything that formulas need and pages without them do not. */
export { openFormulaEditor, renderFormula };
