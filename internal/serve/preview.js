// Reloads the page when its sources changed. Only the preview serves this file.
(function () {
  var version = document.currentScript.dataset.version
  var changes = new EventSource("/_redskab/changes?version=" + version)
  changes.onmessage = function () {
    changes.close()
    location.reload()
  }
})()
