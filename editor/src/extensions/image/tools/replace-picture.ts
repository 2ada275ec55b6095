import { chooseFiles } from '../../media/choose-files.js';
import type { MediaContext } from '../../media/media-context.js';
import { isShownPicture } from '../../media/picture-size.js';
import { showToast } from '../../surface/toast.js';

/**
 * Puts another picture in the place of one. The old one stays for everybody until the new one is on the server; the
 * change of the picture then is what undo takes back, and not that an upload began.
 */
export function replacePicture({ view, uploads, getPos }: MediaContext): void {
  chooseFiles({ accept: 'image/*', isMultiple: false }, ([file]) => {
    const pos = getPos();
    if (file === undefined || pos === undefined || !view.editable) return;
    if (!isShownPicture(file.type)) {
      showToast(`“${file.name}” is not a picture that browsers show. The old picture stays.`, view.dom);
      return;
    }
    const uploadId = uploads.add(file);
    view.dispatch(view.state.tr.setNodeAttribute(pos, 'uploadId', uploadId).setMeta('addToHistory', false));
  });
}
