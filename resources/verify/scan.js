// Finds a licence's QR code in a picture or before the camera; the reader comes when it is needed.
"use strict";
(() => {
  const { URL_OF_OURS } = Zhaoban.credential;
  const EVERY = 120;
  const SIDES = [1800, 4096];
  const OPTIONS = { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 8 };
  let coming = null;

  // The reader's program comes packed inside its script, so that a page from a file has it too.
  async function unpack() {
    const packed = Uint8Array.from(atob(Zhaoban.packedReader), (letter) => letter.charCodeAt(0));
    delete Zhaoban.packedReader;
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const wasmBinary = await new Response(plain).arrayBuffer();
    await ZXingWASM.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    return ZXingWASM.readBarcodes;
  }

  // A licence's code where there is one, else any; null where there is none.
  async function read(pixels) {
    coming ??= unpack();
    const readBarcodes = await coming;
    const texts = (await readBarcodes(pixels, OPTIONS)).map((found) => found.text);
    return texts.find((text) => URL_OF_OURS.test(text)) ?? texts[0] ?? null;
  }

  function pixelsOf(picture, width, height, side) {
    const scale = Math.min(1, side / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  // The text of the code in a picture file, null without one; throws when it is no picture.
  async function inPicture(file) {
    const picture = await createImageBitmap(file);
    try {
      for (const side of SIDES) {
        const text = await read(pixelsOf(picture, picture.width, picture.height, side));
        if (text !== null) return text;
        if (Math.max(picture.width, picture.height) <= side) break;
      }
      return null;
    } finally {
      picture.close();
    }
  }

  // Looks through the camera until a code is found; `stop` ends it. Throws when there is no camera.
  async function throughCamera(video, signal) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
    try {
      video.srcObject = stream;
      await video.play();
      while (!signal.aborted) {
        if (video.videoWidth) {
          const text = await read(pixelsOf(video, video.videoWidth, video.videoHeight, SIDES[0]));
          if (text !== null && !signal.aborted) return text;
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY));
      }
      return null;
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    }
  }

  Zhaoban.scan = { inPicture, throughCamera };
})();
